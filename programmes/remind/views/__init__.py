"""The pages of reminders: the person's own, those behind a link in a mail, the physio's log."""
