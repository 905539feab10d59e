package answer_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"huiyin/internal/answer"
)

// The clock of these tests is that of the bubble: it moves only when everybody waits.
func TestReadingsAreAnsweredInTheOrderInWhichTheyCame(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var began []string
		h := answer.NewTurns(1).Readings(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			began = append(began, r.URL.Path)
			time.Sleep(10 * time.Millisecond)
		}))
		var came []string
		for i := range 20 {
			path := fmt.Sprintf("/%02d", i)
			came = append(came, path)
			go h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, path, nil))
			synctest.Wait()
		}
		time.Sleep(time.Second)
		if !slices.Equal(began, came) {
			t.Errorf("answered %v", began)
		}
	})
}

func TestWhatTakesLongMakesRoomForTheNext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := answer.NewTurns(1).Readings(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/export" {
				time.Sleep(time.Minute)
			}
		}))
		go h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/export", nil))
		synctest.Wait()
		for range 3 { // the place that the long one gave back is not given back twice
			begun := time.Now()
			h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/", nil))
			if waited := time.Since(begun); waited > 100*time.Millisecond {
				t.Errorf("waited %s", waited)
			}
		}
		time.Sleep(2 * time.Minute)
	})
}

func TestChangesAndThoseWhoHaveGoneDoNotTakeATurn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		answered := map[string]int{}
		h := answer.NewTurns(1).Readings(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			answered[r.URL.Path]++
			if r.URL.Path == "/first" {
				time.Sleep(10 * time.Millisecond)
			}
		}))
		go h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/first", nil))
		synctest.Wait()
		h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, "/change", nil))
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(gone, http.MethodGet, "/gone", nil))
		if answered["/change"] != 1 || answered["/gone"] != 0 {
			t.Errorf("answered %v", answered)
		}
		time.Sleep(time.Second)
	})
}
