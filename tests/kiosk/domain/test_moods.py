from kiosk.domain.ages import AgeBand
from kiosk.domain.children import Child
from kiosk.domain.moment import from_ms
from kiosk.domain.moods import Face, Mood, faces_for, heights


def child(number: int, band: AgeBand) -> Child:
    return Child(str(number), "n", "1F43C", "sun", band, "zh_Hans")


def test_small_children_see_three_faces_and_others_five() -> None:
    assert len(faces_for(child(1, AgeBand.SMALL))) == 3
    assert set(faces_for(child(1, AgeBand.MIDDLE))) == set(Face)
    assert set(faces_for(child(1, AgeBand.BIG))) == set(Face)


def test_about_half_of_the_children_see_them_mirrored_and_always_the_same_way() -> None:
    mirrored = [faces_for(child(n, AgeBand.BIG))[0] is Face.VERY_HIGH for n in range(200)]
    assert 80 < sum(mirrored) < 120
    assert mirrored == [faces_for(child(n, AgeBand.BIG))[0] is Face.VERY_HIGH for n in range(200)]


def felt(face: Face | None, shown: int = 0) -> Mood:
    return Mood(1, "1", from_ms(0), face, shown=shown)


def test_three_faces_and_five_have_the_same_two_ends() -> None:
    three = [felt(face, 3) for face in (Face.LOW, Face.MIDDLE, Face.HIGH)]
    big, small = child(1, AgeBand.BIG), child(1, AgeBand.SMALL)
    assert heights(big, three) == [0, 2, 4]
    assert heights(small, [felt(face, 5) for face in Face]) == [0, 1, 2, 3, 4]


def test_of_an_answer_of_before_it_was_kept_the_childs_age_tells_the_faces() -> None:
    assert heights(child(1, AgeBand.SMALL), [felt(Face.LOW), felt(Face.VERY_LOW)]) == [0, 0]
    assert heights(child(1, AgeBand.BIG), [felt(Face.LOW)]) == [1]


def test_a_skip_has_no_height() -> None:
    assert heights(child(1, AgeBand.BIG), [felt(None, 5), felt(Face.HIGH, 5)]) == [3]
