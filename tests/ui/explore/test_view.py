import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fmnist_gui.ui.explore.view import LARGEST_SCALE, Room, View, even, fitted, limited, scales

rooms = st.builds(
    Room,
    st.floats(50, 4000),
    st.floats(50, 3000),
    st.floats(1, 20_000),
    st.floats(1, 20_000),
    heading_px=st.sampled_from([0.0, 112.0]),
    device_pixel_ratio=st.sampled_from([1.0, 1.25, 1.5, 2.0]),
)
views = st.builds(View, st.floats(0.01, 64), st.floats(-5000, 5000), st.floats(-5000, 5000))


@given(views, st.floats(0.01, 64), st.floats(0, 2000), st.floats(0, 2000))
def test_zooming_keeps_the_point_under_the_cursor(
    view: View, scale: float, x_px: float, y_px: float
) -> None:
    zoomed = view.zoomed(scale, x_px=x_px, y_px=y_px)
    assert zoomed.scale == scale
    assert zoomed.on_screen(*view.at(x_px, y_px)) == pytest.approx((x_px, y_px), abs=1e-3)


@given(views, st.floats(-900, 900), st.floats(-900, 900))
def test_dragging_moves_every_point_with_the_hand(view: View, dx: float, dy: float) -> None:
    before, after = view.on_screen(10, 20), view.moved(dx, dy).on_screen(10, 20)
    assert after == pytest.approx((before[0] + dx, before[1] + dy), abs=1e-6)


@given(rooms)
def test_fit_shows_everything_beside_its_headings(room: Room) -> None:
    view = fitted(room)
    left, top = view.on_screen(0, 0)
    right, bottom = view.on_screen(room.content_width, room.content_height)
    assert left >= room.granted_heading_px - 1
    assert top >= -1
    assert right <= room.width + 1
    assert bottom <= room.height + 1


@given(rooms)
def test_fit_is_in_the_middle_up_to_a_physical_pixel(room: Room) -> None:
    view = fitted(room)
    left, top = view.on_screen(0, 0)
    right, bottom = view.on_screen(room.content_width, room.content_height)
    assert top == pytest.approx(room.height - bottom, abs=1.01)
    assert left - room.granted_heading_px == pytest.approx(room.width - right, abs=1.01)


def test_fit_takes_equally_large_pixels_where_they_cost_little() -> None:
    assert fitted(Room(1000, 940, 289, 289)).scale == 3
    assert fitted(Room(1000, 600, 289, 289)).scale == pytest.approx(576 / 289)
    assert fitted(Room(1000, 940, 289, 289, device_pixel_ratio=2)).scale == 3


@given(rooms, views)
def test_nobody_gets_lost(room: Room, view: View) -> None:
    held = limited(view, room)
    x, y = held.at(room.width / 2, room.height / 2)
    assert -1e-6 <= x <= room.content_width + 1e-6
    assert -1e-6 <= y <= room.content_height + 1e-6
    least, most = scales(room)
    assert least <= held.scale <= most


@given(rooms, views)
def test_a_view_within_the_limits_is_left_alone(room: Room, view: View) -> None:
    held = limited(view, room)
    again = limited(held, room)
    assert (again.scale, again.left, again.top) == pytest.approx(
        (held.scale, held.left, held.top), abs=1e-6
    )


@given(st.floats(1, LARGEST_SCALE), st.sampled_from([1.0, 1.25, 1.5, 2.0]))
def test_written_pixels_cover_whole_pixels_of_the_screen(scale: float, ratio: float) -> None:
    assume(scale >= 18)
    made = even(scale, least=18, device_pixel_ratio=ratio)
    assert made * ratio == pytest.approx(round(made * ratio))
    assert abs(made - scale) <= 0.5 / ratio + 1e-9
    assert even(17.3, least=18, device_pixel_ratio=ratio) == 17.3
