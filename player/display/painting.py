"""Getting a picture into the back buffer: prepared before its turn, unpacked from the disk, or decoded now."""

import os
from pathlib import Path

from player.contract.errors import DisplayError
from player.device.clock import uptime_ms
from player.display.decoding import Decoding, Form
from player.display.drift import shift_at
from player.display.kept import Kept
from player.display.panel import Panel
from player.display.scanout import Buffer, Drawing, Scanout
from player.keeping.digests import sha256_hex
from player.running.notify import Supervisor


class Painter:
    """Draws one picture at a time."""

    def __init__(self, panel: Panel, supervisor: Supervisor, kept: Path | None) -> None:
        self._panel = panel
        self._supervisor = supervisor
        self._kept = Kept(kept) if kept is not None else None
        self._decoding: Decoding | None = None
        self._pending: Drawing | None = None
        self._target: Buffer | None = None
        self._copy = -1

    def prepare(self, scanout: Scanout, picture: bytes) -> None:
        """Begin to draw a picture that comes next, and return; raises DisplayError."""
        drawing = self._drawing_of(picture)
        if scanout.shown != drawing and not self._is_on_its_way(scanout, drawing):
            self._begin(scanout, picture, drawing)

    def paint(self, scanout: Scanout, picture: bytes) -> bool:
        """Have a picture in the back buffer; False if it is up already. Raises DisplayError."""
        drawing = self._drawing_of(picture)
        if self._kept is not None:
            self._kept.note(drawing[0])
        if scanout.shown == drawing and scanout.is_lit:
            return False
        if not self._is_on_its_way(scanout, drawing) and not self._unpack(scanout, drawing):
            self._begin(scanout, picture, drawing)
        self._finish(scanout)
        return True

    def abandon(self) -> None:
        """End what is being drawn."""
        if self._decoding is not None:
            self._decoding.abandon()
        self._forget()

    def _drawing_of(self, picture: bytes) -> Drawing:
        return sha256_hex(picture), shift_at(uptime_ms(), self._panel.shift_px)

    def _is_on_its_way(self, scanout: Scanout, drawing: Drawing) -> bool:
        """Whether the back buffer has this picture, or gets it: that very buffer, not one of a television before."""
        pending = self._pending if self._target is scanout.back else None
        return _is_of(drawing, scanout.ready, pending)

    def _form(self, scanout: Scanout, shift: tuple[int, int]) -> Form:
        back = scanout.back
        return Form(back.width, back.height, back.pitch, self._panel.rotation, shift)

    def _unpack(self, scanout: Scanout, drawing: Drawing) -> bool:
        """Take the copy on the disk for the first picture of all."""
        if self._kept is None or scanout.shown is not None:
            return False
        self.abandon()
        try:
            with scanout.mapped(scanout.back) as memory:
                sound = self._kept.read_into(memory, drawing[0], self._form(scanout, (0, 0)))
        except OSError:
            return False
        if sound:
            scanout.ready = drawing
        return sound

    def _begin(self, scanout: Scanout, picture: bytes, drawing: Drawing) -> None:
        self.abandon()
        scanout.ready = None
        if self._kept is not None and self._kept.is_due():
            self._copy = os.memfd_create("copy")
        try:
            target = scanout.share(scanout.back)
        except OSError as error:
            raise DisplayError(f"The graphics card does not share its memory: {error.strerror}.") from error
        try:
            self._decoding = Decoding(picture, target, self._form(scanout, drawing[1]), self._copy)
        finally:
            os.close(target)
        self._pending, self._target = drawing, scanout.back

    def _finish(self, scanout: Scanout) -> None:
        if self._decoding is None or self._pending is None or self._target is not scanout.back:
            return
        decoding, drawing = self._decoding, self._pending
        try:
            decoding.wait(self._supervisor.beat)
            scanout.ready = drawing
            if self._kept is not None and self._copy >= 0:
                self._kept.write(drawing[0], self._form(scanout, drawing[1]), self._copy)
        finally:
            self._forget()

    def _forget(self) -> None:
        self._decoding = self._pending = self._target = None
        if self._copy >= 0:
            os.close(self._copy)
        self._copy = -1


def _is_of(drawing: Drawing, *others: Drawing | None) -> bool:
    """Whether one of the others is of the same picture; prepared a moment ago, it may stand a pixel elsewhere."""
    return any(other is not None and other[0] == drawing[0] for other in others)
