"""Why may an exercise be skipped? The answers that a patient can choose from."""

SKIP_REASONS = (
    "It hurts",
    "No time today",
    "Too tired or unwell",
    "I do not have what I need here",
    "I am not sure how to do it",
    "Another reason",
)
