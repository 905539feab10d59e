package answer_test

import (
	"fmt"
	"net/http/httptest"
	"testing"
	"time"

	"huiyin/internal/answer"
	"huiyin/internal/fault"
)

func TestARateIsUsedUpAndComesBack(t *testing.T) {
	now := time.Unix(1_772_413_200, 0)
	l := &answer.Limiter{Now: func() time.Time { return now }}
	rate := answer.Rate{AtOnce: 3, PerMinute: 6}
	for i, row := range []struct {
		name string
		wait time.Duration
		key  string
		ok   bool
		when int // seconds until the next try
	}{
		{"the first", 0, "a", true, 0},
		{"the second", 0, "a", true, 0},
		{"the third", 0, "a", true, 0},
		{"the fourth at once", 0, "a", false, 10},
		{"another key has its own", 0, "b", true, 0},
		{"half the time", 5 * time.Second, "a", false, 5},
		{"the whole time", 5 * time.Second, "a", true, 0},
		{"and no more", 0, "a", false, 10},
		{"a clock that jumps back gives nothing", -time.Hour, "a", false, 10},
		{"a long rest fills it, and not beyond", 48 * time.Hour, "a", true, 0},
		{"two", 0, "a", true, 0},
		{"three", 0, "a", true, 0},
		{"four", 0, "a", false, 10},
	} {
		now = now.Add(row.wait)
		err := l.TakeOf(rate, row.key)
		if (err == nil) != row.ok {
			t.Errorf("%d %s: %v", i, row.name, err)
		}
		w := httptest.NewRecorder()
		answer.RetryAfter(w, err)
		if f, ok := fault.As(err); ok && (f.Kind != fault.TooMany || w.Header().Get("Retry-After") != fmt.Sprint(row.when)) {
			t.Errorf("%d %s: %v, again after %q", i, row.name, f, w.Header().Get("Retry-After"))
		}
	}
	var none *answer.Limiter
	if none.TakeOf(rate, "a") != nil || none.Take("203.0.113.1") != nil {
		t.Error("no limiter refuses")
	}
}

func TestAnAddressIsWhatTheMachineItselfSees(t *testing.T) {
	for _, row := range []struct{ name, peer, told, want string }{
		{"a stranger", "203.0.113.9:4711", "", "203.0.113.9"},
		{"a stranger who says to be another", "203.0.113.9:4711", "198.51.100.1", "203.0.113.9"},
		{"a proxy on the machine", "127.0.0.1:4711", "198.51.100.1", "198.51.100.1"},
		{"what a visitor put before it counts for nothing", "127.0.0.1:4711", "192.0.2.1, 198.51.100.1", "198.51.100.1"},
		{"a proxy that says nothing", "[::1]:4711", "", "::1"},
		{"nonsense", "127.0.0.1:4711", "x", "127.0.0.1"},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = row.peer
		if row.told != "" {
			r.Header.Set("X-Forwarded-For", row.told)
		}
		if got := answer.Address(r); got != row.want {
			t.Errorf("%s: %s, want %s", row.name, got, row.want)
		}
	}
}

func TestAddressesAreCountedByWhatOneSubscriberHas(t *testing.T) {
	now := time.Unix(1_772_413_200, 0)
	l := &answer.Limiter{Now: func() time.Time { return now }}
	for i := range answer.FromAddress.AtOnce {
		if err := l.Take(fmt.Sprintf("2001:db8::%x", i)); err != nil {
			t.Fatalf("%d: %v", i, err)
		}
	}
	for address, ok := range map[string]bool{"2001:db8::ffff": false, "2001:db8:0:1::1": true, "127.0.0.1": true, "::1": true} {
		if (l.Take(address) == nil) != ok {
			t.Errorf("%s: want %v", address, ok)
		}
	}
}

// However many keys there are, the memory is bounded, and nobody is refused for it.
func TestAFloodOfKeysIsForgotten(t *testing.T) {
	now := time.Unix(1_772_413_200, 0)
	l := &answer.Limiter{Now: func() time.Time { return now }}
	for i := range 50_000 {
		if err := l.TakeOf(answer.ByLink, fmt.Sprint(i)); err != nil {
			t.Fatal(err)
		}
	}
}
