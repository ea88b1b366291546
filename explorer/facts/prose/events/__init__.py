"""Events of a page: names of events become the events they mean, the page's own one first."""

from explorer.facts.prose.events.find import find_events

__all__ = ["find_events"]
