package answer_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"huiyin/internal/answer"
)

// heard is a server that reads bodies at a pace and says what became of them.
func heard(t *testing.T, pace answer.Pace, read func(*http.Request) error) (address string, became chan error) {
	t.Helper()
	became = make(chan error, 1)
	s := httptest.NewServer(pace.Bodies(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := read(r)
		if why := answer.Unread(err); why != nil {
			_, status := answer.Of(why)
			w.WriteHeader(status)
		}
		became <- err
	})))
	t.Cleanup(s.Close)
	return s.Listener.Addr().String(), became
}

func whole(r *http.Request) error {
	_, err := io.Copy(io.Discard, r.Body)
	return err
}

// post opens a connection and announces a body.
func post(t *testing.T, address string, size int) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	if _, err := fmt.Fprintf(c, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n", size); err != nil {
		t.Fatal(err)
	}
	return c
}

// A body that stops coming, or comes drop by drop, is given up with 408, and the connection with it. The test waits for the server and
// never for a time of its own.
func TestABodyThatComesTooSlowlyIsGivenUp(t *testing.T) {
	for name, drip := range map[string]func(net.Conn){
		"nothing after the head": func(net.Conn) {},
		"a byte at a time": func(c net.Conn) {
			for {
				if _, err := c.Write([]byte("x")); err != nil {
					return
				}
				time.Sleep(time.Millisecond) // far below the pace of the test, and longer on a slow machine
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			address, became := heard(t, answer.Pace{Grace: 50 * time.Millisecond, Least: 1 << 30}, whole)
			c := post(t, address, 1<<20)
			go drip(c)
			resp, err := http.ReadResponse(bufio.NewReader(c), nil)
			if err != nil {
				t.Fatal(err)
			}
			defer resp.Body.Close()
			if resp.StatusCode != http.StatusRequestTimeout || !resp.Close {
				t.Errorf("status %d, connection kept: %v", resp.StatusCode, !resp.Close)
			}
			if err := <-became; answer.Unread(err) == nil {
				t.Errorf("the reader was told %v", err)
			}
		})
	}
}

// What is left unread by a handler does not hold the connection either.
func TestABodyThatNobodyReadsIsGivenUp(t *testing.T) {
	address, became := heard(t, answer.Pace{Grace: 50 * time.Millisecond, Least: 1 << 30}, func(*http.Request) error { return nil })
	c := post(t, address, 1<<10)
	if err := <-became; err != nil {
		t.Fatal(err)
	}
	if all, err := io.ReadAll(c); err != nil && !strings.Contains(string(all), "200 OK") {
		t.Errorf("%q, %v", all, err)
	}
}

// clocked is a connection whose time stands in the deadlines that are set on it.
type clocked struct {
	http.ResponseWriter
	set []time.Time
}

func (c *clocked) SetReadDeadline(at time.Time) error {
	c.set = append(c.set, at)
	return nil
}

// The pace asks for an average: what has come buys time for the rest. A file of 20 MB at 256 kbit/s is never late; at 16 kbit/s it is.
func TestHowSlowAnUploadMayBe(t *testing.T) {
	const file, piece = 20 << 20, 4 << 10
	for name, row := range map[string]struct {
		perSecond int
		late      bool
	}{
		"256 kbit/s": {256_000 / 8, false},
		"72 kbit/s":  {72_000 / 8, false},
		"16 kbit/s":  {16_000 / 8, true},
	} {
		w := &clocked{ResponseWriter: httptest.NewRecorder()}
		var sent int
		late := false
		body := io.LimitReader(zeros{}, file)
		r := httptest.NewRequest(http.MethodPost, "/", body)
		answer.Slowest.Bodies(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			begun := time.Now()
			p := make([]byte, piece)
			for {
				n, err := r.Body.Read(p)
				if errors.Is(err, io.EOF) {
					return
				}
				sent += n
				arrives := begun.Add(time.Duration(sent) * time.Second / time.Duration(row.perSecond))
				late = late || arrives.After(w.set[len(w.set)-1])
			}
		})).ServeHTTP(w, r)
		if sent != file || late != row.late {
			t.Errorf("%s: %d bytes came, late: %v", name, sent, late)
		}
		if last := w.set[len(w.set)-1]; !last.IsZero() {
			t.Errorf("%s: a deadline of %s stands when all has come", name, last)
		}
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// Who has been refused before all was sent may go on sending, and hears the answer; who waits to be told to send hears it at once.
func TestARefusalIsHeardByWhoIsStillSending(t *testing.T) {
	refuse := func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/large" {
			r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
			_, err := io.Copy(io.Discard, r.Body)
			_, status := answer.Of(answer.Unread(err))
			w.WriteHeader(status)
			return
		}
		http.Error(w, "no", http.StatusForbidden)
	}
	s := httptest.NewServer(answer.Slowest.Bodies(http.HandlerFunc(refuse)))
	t.Cleanup(s.Close)
	const size = 60 << 20
	for _, row := range []struct {
		name, path, head string
		status           int
		sends            bool
	}{
		{"refused at the door", "/", "", http.StatusForbidden, true},
		{"refused as too large", "/large", "", http.StatusRequestEntityTooLarge, true},
		{"asked before sending", "/", "Expect: 100-continue\r\n", http.StatusForbidden, false},
	} {
		t.Run(row.name, func(t *testing.T) {
			c, err := net.Dial("tcp", s.Listener.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			if _, err := fmt.Fprintf(c, "POST %s HTTP/1.1\r\nHost: x\r\n%sContent-Length: %d\r\n\r\n", row.path, row.head, size); err != nil {
				t.Fatal(err)
			}
			if row.sends {
				if _, err := io.CopyN(c, zeros{}, size); err != nil {
					t.Fatalf("the connection broke while sending: %v", err)
				}
			}
			resp, err := http.ReadResponse(bufio.NewReader(c), nil)
			if err != nil {
				t.Fatalf("no answer: %v", err)
			}
			defer resp.Body.Close()
			if resp.StatusCode != row.status {
				t.Errorf("answered %d, want %d", resp.StatusCode, row.status)
			}
		})
	}
}
