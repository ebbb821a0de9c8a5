app_name = "follow"
urlpatterns = []
