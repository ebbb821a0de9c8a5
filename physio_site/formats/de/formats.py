"""German dates: "3. März" for "3 March"."""

globals().update(
    {
        "j F": "j. F",
        "j F Y": "j. F Y",
        "j F, H:i": "j. F, H:i",
        "j F Y, H:i": "j. F Y, H:i",
        "j M": "j. M",
        "j M Y": "j. M Y",
        "j M, H:i": "j. M, H:i",
        "j M Y, H:i": "j. M Y, H:i",
        "l j F": "l, j. F",
        "l j F Y": "l, j. F Y",
        "l j M": "l, j. M",
        "D j F": "D, j. F",
        "D j M": "D, j. M",
        "D j M, H:i": "D, j. M, H:i",
    }
)
