package rule

import "slices"

// Named is a limit of a pack by the names that somebody gave.
type Named struct {
	Pack   *Pack
	Stream Stream
	Limit  ClockRule // its Clock also where the pack sets none
}

// Unknown says which of the names are none; Limit, that all are, and the pack sets no such limit.
type Unknown struct{ Pack, Clock, Stream, Limit bool }

// Named finds the limit that the newest version of a pack sets for a clock; no stream means between sessions. What is wrong is for each door to
// say in its own words.
func (b *Book) Named(pack, clock, stream string) (n Named, none Unknown) {
	p, known := b.Latest(pack)
	n = Named{Pack: p, Stream: Stream(stream)}
	if stream == "" {
		n.Stream = Between
	}
	none = Unknown{Pack: !known, Clock: !slices.Contains(Clocks, Clock(clock)), Stream: n.Stream != InSession && n.Stream != Between}
	if none == (Unknown{}) {
		var sets bool
		n.Limit, sets = p.ClockFor(Clock(clock), n.Stream)
		none.Limit = !sets
	}
	n.Limit.Clock = Clock(clock)
	return n, none
}
