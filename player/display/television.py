"""One television: found, lit, lost and found again."""

import errno
from contextlib import suppress

from player.contract.errors import DisplayError
from player.display import standby
from player.display.cards import find_other_card, find_output, is_plugged_in, open_card
from player.display.drm import Card
from player.display.held import Heritage
from player.display.hotplug import HotPlug
from player.display.modes import Output, Wish
from player.display.scanout import Buffer, Scanout, allocate, free

_DPMS_ON, _DPMS_OFF = 0, 3


class Television:
    """The panel that the wish is for, whether or not it is there."""

    def __init__(self, wish: Wish, heritage: Heritage) -> None:
        self._wish = wish
        self._heritage = heritage
        self._hotplug = HotPlug()
        self._scanout: Scanout | None = None
        self._is_there = False
        self._is_asleep = False
        self._trouble = ""
        self._card: Card | None = None
        self._inherited: tuple[Buffer, ...] = ()
        taken = heritage.take()
        if taken is not None:
            self._card, self._inherited = taken

    def attend(self) -> None:
        """Look where it is necessary; raises DisplayError if no television is there, or its picture was lost."""
        if self._is_asleep:
            return
        if self._hotplug.heard() or (self._hotplug.is_time() and not self._seems_well()):
            self._look()
        if not self._is_there:
            raise DisplayError(self._trouble or "No television is connected, or it is off.")

    def scanout(self) -> Scanout:
        """Where pictures go; raises DisplayError if no television is there."""
        self.attend()
        if self._scanout is None:
            raise DisplayError("No television is connected, or it is off.")
        return self._scanout

    def sleep(self) -> None:
        """Turn the panel off; one that cannot be turned off stays as it is."""
        if not self._is_asleep:
            self._is_asleep = True
            standby.send_to_sleep()
            self._set_dpms(_DPMS_OFF)

    def wake(self) -> None:
        """Turn the panel on again, with the picture that was up."""
        if not self._is_asleep:
            return
        self._is_asleep = False
        standby.wake_up()
        self._set_dpms(_DPMS_ON)
        if self._scanout is not None and self._is_there:
            with suppress(DisplayError):  # it may have been unplugged meanwhile; the next look tells
                self._scanout.light()

    def describe(self) -> str:
        """One plain sentence."""
        if not self._is_there or self._scanout is None:
            return self._trouble or "No television is connected, or it is off"
        output = self._scanout.output
        word = "in standby" if self._is_asleep else "on"
        return f"{output.connector.name}, {output.mode.width}x{output.mode.height}, {word}"

    def close(self) -> None:
        """Let go; where systemd keeps the card, the picture stays up."""
        self._hotplug.close()
        if self._card is not None:
            self._card.close()
            self._card = None

    def _seems_well(self) -> bool:
        card, scanout = self._card, self._scanout
        return self._is_there and card is not None and scanout is not None and is_plugged_in(card, scanout.output)

    def _look(self) -> None:
        """Find out what is plugged in now, and light it with the picture that is drawn for it."""
        try:
            card, output = self._find()
            if output is None:
                self._lose()
            else:
                self._take(card, output)
        except (OSError, DisplayError) as error:
            self._is_there, self._trouble = False, str(error)
            if isinstance(error, OSError) and error.errno == errno.ENODEV:
                self._change_card(None)  # gone for good, as the firmware's is once the real driver comes
        else:
            self._trouble = ""

    def _find(self) -> tuple[Card, Output | None]:
        """The card to drive, and the panel on it if any card has one; raises OSError or DisplayError."""
        if self._card is None:
            card = open_card(self._wish)
            self._change_card(card)
            return card, find_output(card, self._wish)
        output = find_output(self._card, self._wish)
        other = find_other_card(self._card, self._wish) if output is None else None
        if other is None:
            return self._card, output
        self._lose()
        self._change_card(other)
        return other, find_output(other, self._wish)

    def _change_card(self, card: Card | None) -> None:
        """Let go of the card and of what is in its memory, and take another one."""
        if self._card is not None:
            self._heritage.forget()
            self._card.close()
            self._scanout, self._inherited = None, ()
        self._card = card
        if card is not None:
            self._heritage.leave(card)

    def _lose(self) -> None:
        if self._is_there and self._scanout is not None:
            self._scanout.darken()
        self._is_there = False

    def _take(self, card: Card, output: Output) -> None:
        if self._is_there and self._scanout is not None and self._scanout.drives(output):
            return
        if self._scanout is not None and self._scanout.fits(output):
            self._scanout.move(output)
        else:
            self._change_buffers(card, output)
        self._is_there = True

    def _change_buffers(self, card: Card, output: Output) -> None:
        old = self._scanout.buffers if self._scanout is not None else self._inherited
        self._scanout, self._inherited = None, ()
        if len(old) == 2 and all((buffer.width, buffer.height) == output.size for buffer in old):
            self._scanout = Scanout(card, output, (old[0], old[1]))
            return
        for buffer in old:
            free(card, buffer)
        self._scanout = Scanout(card, output, (allocate(card, *output.size), allocate(card, *output.size)))
        self._heritage.note(self._scanout.buffers)

    def _set_dpms(self, value: int) -> None:
        if self._card is None or self._scanout is None:
            return
        connector = self._scanout.output.connector
        with suppress(OSError):
            for number in connector.properties:
                if self._card.property_name(number) == "DPMS":
                    self._card.set_property(connector.number, number, value)
