package answer

import (
	"errors"
	"io"
	"net/http"
	"os"
	"time"

	"huiyin/internal/fault"
)

// Pace is how slowly a body may come: nothing at all for as long as Grace, and over the whole at least so many bytes a second. Whoever is
// slower holds a connection for nothing, and would for ever.
type Pace struct {
	Grace time.Duration
	Least int64 // bytes per second
}

// Slowest is the pace of every body. A telephone line of 256 kbit/s brings 32,000 bytes a second, and a file of 20 MB in eleven minutes; a quarter
// of that is still borne.
var Slowest = Pace{Grace: 30 * time.Second, Least: 8 << 10}

// Bodies gives up reading a body that comes more slowly than the pace. Its reader gets an error for which Unread has the words.
func (p Pace) Bodies(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Body == nil || r.Body == http.NoBody {
			next.ServeHTTP(w, r)
			return
		}
		b := &pacedBody{ReadCloser: r.Body, pace: p, conn: http.NewResponseController(w)}
		// Also for the server, which reads what a handler has left.
		if err := b.conn.SetReadDeadline(time.Now().Add(p.Grace)); err != nil {
			next.ServeHTTP(w, r) // nothing that waits for a network
			return
		}
		told := r.Header.Get("Expect") != ""
		r = r.WithContext(r.Context()) // the server looks at its own request for whether anything was read
		r.Body = b
		// Whoever waits to be told to send (Expect: 100-continue) has sent nothing yet, and is answered at once.
		next.ServeHTTP(&patient{ResponseWriter: w, body: b, told: told}, r)
	})
}

// What is read of a body that is refused before its end, so that the answer is heard: browsers listen only when they have sent all, and tell of a
// broken connection otherwise. Beyond these bounds the connection breaks.
const (
	heardOut = 256 << 20 // bytes
	heardFor = time.Minute
)

// patient answers when the other side has finished sending.
type patient struct {
	http.ResponseWriter
	body     *pacedBody
	told     bool // the other side sends nothing before it is asked to
	answered bool
}

func (w *patient) WriteHeader(code int) {
	if !w.answered && code >= http.StatusOK {
		w.answered = true
		w.hearOut()
	}
	w.ResponseWriter.WriteHeader(code)
}

func (w *patient) Write(p []byte) (int, error) {
	if !w.answered {
		w.WriteHeader(http.StatusOK)
	}
	return w.ResponseWriter.Write(p)
}

// Unwrap lets http.ResponseController reach the connection.
func (w *patient) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w *patient) hearOut() {
	if w.told && w.body.begun.IsZero() {
		return
	}
	until := time.Now().Add(heardFor)
	for left := int64(heardOut); left > 0 && time.Now().Before(until); {
		n, err := io.CopyN(io.Discard, w.body, 32<<10)
		if left -= n; err != nil {
			return
		}
	}
}

// pacedBody moves the deadline of its connection on with every byte that has come.
type pacedBody struct {
	io.ReadCloser
	pace  Pace
	conn  *http.ResponseController
	begun time.Time
	come  int64
}

func (b *pacedBody) Read(p []byte) (int, error) {
	if b.begun.IsZero() { // a handler may have waited for something else before
		b.begun = time.Now()
	}
	if err := b.conn.SetReadDeadline(b.begun.Add(b.pace.Grace + time.Duration(b.come)*time.Second/time.Duration(b.pace.Least))); err != nil {
		return 0, err
	}
	n, err := b.ReadCloser.Read(p)
	b.come += int64(n)
	if errors.Is(err, io.EOF) { // from here on the server reads only to learn whether the other side is still there
		if err := b.conn.SetReadDeadline(time.Time{}); err != nil {
			return n, err
		}
	}
	return n, err
}

// Unread says why a body could not be read: it was too large, or came too slowly. It is nil when the connection is not to blame.
func Unread(err error) error {
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return fault.New(fault.TooLarge, "fault.too_large")
	case errors.Is(err, os.ErrDeadlineExceeded):
		return Refusal{Status: http.StatusRequestTimeout, Key: "fault.too_slow"}
	}
	return nil
}
