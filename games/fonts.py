"""Which files the letters of each script come from: pure, so that others may ask for them."""

# One file holds a face for each region; "SC" is mainland China's.
CHINESE = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
)
TIBETAN = "/usr/share/fonts/truetype/noto/NotoSerifTibetan-Bold.ttf"
YI = "/usr/share/fonts/truetype/noto/NotoSansYi-Regular.ttf"
