from hardware.display.pauses import Pauses


def test_what_went_well_is_started_again_at_once() -> None:
    pauses = Pauses()
    for at in (100.0, 200.0, 300.0):
        pauses.go_well()
        pauses.end(at)
        assert pauses.due == at + 0.5


def test_what_fails_at_its_start_is_tried_ever_more_patiently_and_for_ever() -> None:
    pauses, now, waited = Pauses(), 0.0, []
    for _ in range(12):
        pauses.end(now)
        waited.append(pauses.due - now)
        now = pauses.due
    assert waited[:4] == [0.5, 1, 2, 4]
    assert waited[-1] == 30
