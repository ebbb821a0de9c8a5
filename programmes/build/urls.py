app_name = "build"
urlpatterns = []
