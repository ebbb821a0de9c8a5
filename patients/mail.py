"""How does a mail leave without the answer waiting for it?

A page that mails only known addresses would tell, by the time it takes, which ones are known.
One thread sends in order, after the answer; a mail lost to a crash is asked for again.
"""

import logging
from concurrent.futures import ThreadPoolExecutor

from django.core.mail import EmailMessage

log = logging.getLogger(__name__)
sender = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mail")


def send_now(mail: EmailMessage) -> bool:
    """Send while the person who asked for it waits; False, and a line in the log, on failure."""
    try:
        mail.send()
    except Exception as error:  # whatever a mail server does, the work that is done stays done
        log.error("A mail could not be sent: %s", type(error).__name__)
        return False
    return True


def send_soon(mail: EmailMessage) -> None:
    """Send after the answer."""
    sender.submit(send_now, mail)


def wait_until_sent() -> None:
    """Return when every mail handed over so far has left; for tests and for a tidy end."""
    sender.submit(lambda: None).result()
