from django.urls import path

from .views import replies, threads

app_name = "talk"
urlpatterns = [
    path("messages/", threads.own_thread, name="own"),
    path("patients/<uuid:code>/messages/", threads.thread, name="thread"),
    path("patients/<uuid:code>/messages/reply/", threads.reply, name="reply"),
    path("messages/<uuid:message_id>/take-back/", threads.take_message_back, name="take-back"),
    path("messages/pictures/<uuid:code>/", threads.picture, name="picture"),
    path("clinic/replies/", replies.replies, name="replies"),
    path("clinic/replies/own/", replies.make_own, name="replies-own"),
    path("clinic/replies/new/", replies.new, name="reply-new"),
    path("clinic/replies/<uuid:code>/", replies.edit, name="reply-edit"),
    path("clinic/replies/<uuid:code>/up/", replies.move_up, name="reply-up"),
    path("clinic/replies/<uuid:code>/remove/", replies.remove, name="reply-remove"),
]
