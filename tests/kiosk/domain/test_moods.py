from kiosk.domain.ages import AgeBand
from kiosk.domain.children import Child
from kiosk.domain.moods import Face, faces_for


def child(number: int, band: AgeBand) -> Child:
    return Child(str(number), "n", "1F43C", "sun", band, "zh_Hans")


def test_small_children_see_three_faces_and_others_five() -> None:
    assert len(faces_for(child(1, AgeBand.SMALL))) == 3
    assert set(faces_for(child(1, AgeBand.MIDDLE))) == set(Face)
    assert set(faces_for(child(1, AgeBand.BIG))) == set(Face)


def test_about_half_of_the_children_see_them_mirrored_and_always_the_same_way() -> None:
    mirrored = [faces_for(child(n, AgeBand.BIG))[0] is Face.VERY_HIGH for n in range(200)]
    assert 60 < sum(mirrored) < 140
    assert mirrored == [faces_for(child(n, AgeBand.BIG))[0] is Face.VERY_HIGH for n in range(200)]
