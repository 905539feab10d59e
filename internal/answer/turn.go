package answer

import (
	"net/http"
	"sync"
	"time"
)

// Turns lets readings be answered a few at a time, in the order in which they came. All at once they would be answered no sooner on the
// average: they would share the same processors, and chance would let some wait many times as long as others.
type Turns struct {
	places chan struct{} // Go serves those who wait to send in the order of their coming
}

// roomAfter is how long a reading keeps its place. What takes longer (an export, a year never counted before, a download over a slow
// line) goes on, but no longer in the way of the next.
const roomAfter = 50 * time.Millisecond

// NewTurns lets so many be answered at a time.
func NewTurns(n int) *Turns {
	return &Turns{places: make(chan struct{}, n)}
}

// Reads reports whether a request asks for something and changes nothing. A HEAD is answered as the GET whose headers it asks for.
func Reads(r *http.Request) bool { return r.Method == http.MethodGet || r.Method == http.MethodHead }

// Readings makes every GET and HEAD wait for its turn. Changes do not wait here: those who write stand in the store's queue.
func (t *Turns) Readings(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !Reads(r) {
			next.ServeHTTP(w, r)
			return
		}
		select {
		case t.places <- struct{}{}:
		case <-r.Context().Done():
			return // nobody waits for the answer any more
		}
		leave := sync.OnceFunc(func() { <-t.places })
		defer leave()
		defer time.AfterFunc(roomAfter, leave).Stop()
		next.ServeHTTP(w, r)
	})
}
