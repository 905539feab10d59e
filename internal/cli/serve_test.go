package cli

import (
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"

	"huiyin/internal/answer"
)

// The warning about known passwords stands or falls with who can reach the address.
func TestWhatOtherMachinesReach(t *testing.T) {
	for address, want := range map[string]bool{
		"127.0.0.1:80": false, "127.9.9.9:80": false, "[::1]:80": false,
		"0.0.0.0:80": true, "[::]:80": true, "10.0.0.5:80": true, "[fe80::1]:80": true,
	} {
		a, err := net.ResolveTCPAddr("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		if reachable(a) != want {
			t.Errorf("%s: %v", address, !want)
		}
	}
}

// Whoever watches the program is answered at once while all places of those who read are taken.
func TestWatchersDoNotWaitWithReaders(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		said := func(what string) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/long" {
					time.Sleep(40 * time.Millisecond)
				}
				_, _ = w.Write([]byte(what))
			})
		}
		h := entrance(answer.NewTurns(2), said("ready"), said("pages"), said("programs"))
		ask := func(path string) (string, time.Duration) {
			begun, w := time.Now(), httptest.NewRecorder()
			h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
			return w.Body.String(), time.Since(begun)
		}
		for range 2 {
			go ask("/long")
		}
		synctest.Wait()
		for _, row := range []struct {
			path, answer string
			waits        bool
		}{
			{"/readyz", "ready", false},
			{"/healthz", "pages", false},
			{"/suggestions", "pages", true},
			{"/api/v1/suggestions", "programs", false}, // after the first who waited there is room
		} {
			if got, waited := ask(row.path); got != row.answer || (waited > 0) != row.waits {
				t.Errorf("%s: %q after %s", row.path, got, waited)
			}
		}
		time.Sleep(time.Second)
	})
}
