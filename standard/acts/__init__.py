"""What people do to the Standard, by noun; the acts other rooms ask for are named here."""

from standard.acts.editions import Adopted, adopt
from standard.acts.holdings import Came, Gone, hold, let_go

__all__ = ["Adopted", "Came", "Gone", "adopt", "hold", "let_go"]
