package answer

import (
	"math"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"time"

	"huiyin/internal/fault"
)

// Rate is how often something may be asked: so many times at once, and after that so many a minute.
type Rate struct {
	AtOnce    int
	PerMinute int
}

var (
	// FromAddress bounds what comes from one address without sign-in. A hall full of voters may stand behind one address; a program that
	// tries numbers may too.
	FromAddress = Rate{AtOnce: 1000, PerMinute: 600}
	// ByLink bounds how often one link that needs no sign-in is opened or used.
	ByLink = Rate{AtOnce: 60, PerMinute: 30}
)

// Limiter counts, in the memory of one node, what needs no sign-in. Wrong passwords are counted in the database, by package identity. A nil
// Limiter lets everything pass.
type Limiter struct {
	Now  func() time.Time
	mu   sync.Mutex
	kept map[string]bucket
}

// bucket is what is left of a rate, and when.
type bucket struct {
	left float64
	at   time.Time
}

// mostKept bounds the memory: beyond it the counts that are full again are forgotten, and if need be all.
const mostKept = 20_000

// Take counts one request from an address. Requests of the machine itself do not count: they are those of a proxy that tells no addresses, of
// health checks and of the demonstration.
func (l *Limiter) Take(address string) error {
	ip, err := netip.ParseAddr(address)
	if err != nil || ip.IsLoopback() {
		return nil
	}
	if ip = ip.Unmap(); ip.Is6() {
		p, _ := ip.Prefix(64) // one subscriber has all of these
		ip = p.Addr()
	}
	return l.TakeOf(FromAddress, ip.String())
}

// TakeOf counts one request under a key. When the rate is used up it is a fault of kind TooMany that says when to try again.
func (l *Limiter) TakeOf(rate Rate, key string) error {
	if l == nil {
		return nil
	}
	now := l.Now()
	l.mu.Lock()
	defer l.mu.Unlock()
	b, ok := l.kept[key]
	if !ok {
		l.room(rate, now)
		b = bucket{float64(rate.AtOnce), now}
	}
	perSecond := float64(rate.PerMinute) / 60
	b.left, b.at = min(float64(rate.AtOnce), b.left+max(0, now.Sub(b.at).Seconds())*perSecond), now
	if b.left < 1 {
		l.kept[key] = b
		return fault.New(fault.TooMany, "fault.too_many", "seconds", int(math.Ceil((1-b.left)/perSecond)))
	}
	b.left--
	l.kept[key] = b
	return nil
}

func (l *Limiter) room(rate Rate, now time.Time) {
	if l.kept == nil {
		l.kept = map[string]bucket{}
	}
	if len(l.kept) < mostKept {
		return
	}
	full := time.Duration(float64(rate.AtOnce) / float64(rate.PerMinute) * float64(time.Minute))
	for key, b := range l.kept {
		if now.Sub(b.at) >= full {
			delete(l.kept, key)
		}
	}
	if len(l.kept) >= mostKept {
		clear(l.kept)
	}
}

// RetryAfter says in a header when a request may be sent again, when its fault says so.
func RetryAfter(w http.ResponseWriter, err error) {
	f, ok := fault.As(err)
	if !ok {
		return
	}
	for i := 0; i+1 < len(f.Args); i += 2 {
		n, ok := f.Args[i+1].(int)
		if f.Args[i] == "seconds" && ok {
			w.Header().Set("Retry-After", strconv.Itoa(n))
		}
	}
}

// Address is where a request comes from. What a header says of it is believed of the machine itself alone: a proxy in front of the program
// puts the address that it sees at the end.
func Address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	if ip, err := netip.ParseAddr(host); err != nil || !ip.IsLoopback() {
		return host
	}
	told := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	if ip, err := netip.ParseAddr(strings.TrimSpace(told[len(told)-1])); err == nil {
		return ip.String()
	}
	return host
}
