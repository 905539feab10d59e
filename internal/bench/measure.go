package main

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"huiyin/internal/store"
)

// sampled are ids of the first congress, whose people are signed in.
type sampled struct {
	all    []int64 // of the present session
	living []int64 // in the units' hands: they can be urged
	year   int
}

// bareCommits measures what the disk gives: durable commits of one row a second, one writer.
func bareCommits(ctx context.Context, s *store.Store, span time.Duration) (float64, error) {
	err := s.Do(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, `CREATE TABLE bench_bare (id BIGINT NOT NULL PRIMARY KEY, note TEXT NOT NULL)`)
		return err
	})
	if err != nil {
		return 0, err
	}
	begun, n := time.Now(), 0
	for time.Since(begun) < span {
		n++
		err := s.Do(ctx, func(tx *store.Tx) error {
			_, err := tx.Exec(ctx, `INSERT INTO bench_bare (id, note) VALUES ($1, 'x')`, n)
			return err
		})
		if err != nil {
			return 0, err
		}
	}
	rate := float64(n) / time.Since(begun).Seconds()
	return rate, s.Do(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, `DROP TABLE bench_bare`)
		return err
	})
}

// kind is one kind of request under measurement.
type kind struct {
	name   string
	budget string
	login  string // whose browser or token
	call   func(w *worker, i int) error
}

// worker is one connection, signed in once.
type worker struct {
	http  *http.Client
	base  string
	token string
}

// page gets a page packed, as a browser does. It is unpacked and looked at now and then only: the client runs on the cores of what it measures.
func (w *worker) page(path string, i int) error {
	r, err := http.NewRequest("GET", w.base+path, nil)
	if err != nil {
		return err
	}
	r.Header.Set("Accept-Encoding", "gzip")
	resp, err := w.http.Do(r)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %d", path, resp.StatusCode)
	}
	if i%lookEach != 0 {
		_, err = io.Copy(io.Discard, resp.Body)
		return err
	}
	unpacked, err := gzip.NewReader(resp.Body)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	body, err := io.ReadAll(unpacked)
	if err == nil && !strings.HasSuffix(strings.TrimSpace(string(body)), "</html>") {
		err = fmt.Errorf("%s: not a whole page: %.120s", path, body)
	}
	return err
}

// part gets a part of a page, as its script does.
func (w *worker) part(path string) error {
	resp, err := w.http.Get(w.base + path)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %d", path, resp.StatusCode)
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// lookEach is how many pages are got for one that is looked at.
const lookEach = 32

func (w *worker) api(method, path, body string, want int) ([]byte, error) {
	r, err := http.NewRequest(method, w.base+"/api/v1"+path, strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Authorization", "Bearer "+w.token)
	resp, err := w.http.Do(r)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != want {
		err = fmt.Errorf("%s %s: %d, %.200s", method, path, resp.StatusCode, b)
	}
	return b, err
}

// urge is the act that is measured: a line of the log, its notices, and the suggestion written anew.
func (w *worker) urge(id int64) error {
	_, err := w.api("POST", fmt.Sprintf("/suggestions/%d/actions/urge", id), `{"text":"bench"}`, 200)
	return err
}

// signIn opens a browser session and a token for an account.
func signIn(base, login string) (*worker, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	w := &worker{base: base, http: &http.Client{Jar: jar, Timeout: time.Minute, Transport: &http.Transport{MaxIdleConnsPerHost: 4}}}
	resp, err := w.http.PostForm(base+"/sign-in", url.Values{"account": {login}, "password": {password}})
	if err != nil {
		return nil, err
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("sign in as %s: %d", login, resp.StatusCode)
	}
	b, err := w.api("POST", "/sessions", fmt.Sprintf(`{"account":%q,"password":%q}`, login, password), http.StatusCreated)
	if err != nil {
		return nil, err
	}
	var got struct {
		Token string `json:"token"`
	}
	if err := json.Unmarshal(b, &got); err != nil {
		return nil, err
	}
	w.token = got.Token
	return w, nil
}

func ok(address string) bool {
	resp, err := http.Get(address)
	if err != nil {
		return false
	}
	resp.Body.Close()
	return resp.StatusCode == http.StatusOK
}

func measure(ctx context.Context, p *process, o options, bare float64) error {
	committee, err := signIn(p.base, "committee0")
	if err != nil {
		return err
	}
	unit, err := signIn(p.base, "unit0")
	if err != nil {
		return err
	}
	ids, err := ofPresent(committee)
	if err != nil {
		return err
	}
	who := map[string]*worker{"committee0": committee, "unit0": unit}
	one := func(list []int64, i int) int64 { return list[i*7919%len(list)] }
	kinds := []kind{
		{"case page", "p95 ≤ 25 ms; CPU ≤ 1.0 ms", "committee0", func(w *worker, i int) error {
			return w.page(fmt.Sprintf("/suggestions/%d", one(ids.all, i)), i)
		}},
		{"list of 50 by due day", "p95 ≤ 25 ms; CPU ≤ 1.2 ms", "committee0", func(w *worker, i int) error { return w.page("/suggestions?sort=due", i) }},
		{"filtered list", "p95 ≤ 25 ms", "committee0", func(w *worker, i int) error {
			return w.page("/suggestions?state=handling,assigned&sort=due", i)
		}},
		{"list of a unit", "p95 ≤ 25 ms", "unit0", func(w *worker, i int) error { return w.page("/suggestions", i) }},
		{"workbench, committee", "p95 ≤ 25 ms", "committee0", func(w *worker, i int) error { return w.page("/", i) }},
		{"workbench, unit", "p95 ≤ 25 ms", "unit0", func(w *worker, i int) error { return w.page("/", i) }},
		{"API: one case", "p95 ≤ 25 ms", "committee0", func(w *worker, i int) error {
			_, err := w.api("GET", fmt.Sprintf("/suggestions/%d", one(ids.all, i)), "", 200)
			return err
		}},
		{"API: list", "p95 ≤ 25 ms", "committee0", func(w *worker, _ int) error {
			_, err := w.api("GET", "/suggestions?sort=due", "", 200)
			return err
		}},
		{"similar while drafting", "p95 ≤ 100 ms", "committee0", func(w *worker, i int) error {
			return w.part(fmt.Sprintf("/suggestions/%d/similar?only=list", one(ids.all, i)))
		}},
		{"year statistics", "≤ 300 ms; CPU ≤ 5 ms", "committee0", func(w *worker, i int) error { return w.page(fmt.Sprintf("/years/%d", ids.year), i) }},
		{"accepted action", fmt.Sprintf("p95 ≤ 50 ms; ≥ %.0f/s (half of bare)", bare/2), "committee0", func(w *worker, i int) error {
			return w.urge(one(ids.living, i))
		}},
		{"a morning: pages in turn, every tenth request an act", "p95 ≤ 25 ms", "committee0", func(w *worker, i int) error {
			switch i % 10 {
			case 9:
				return w.urge(one(ids.living, i))
			case 0, 3, 6:
				return w.page(fmt.Sprintf("/suggestions/%d", one(ids.all, i)), i)
			case 1, 4:
				return w.page("/suggestions?sort=due", i)
			case 2, 5:
				return w.page("/suggestions?state=handling,assigned&sort=due", i)
			}
			return w.page("/", i)
		}},
	}
	fmt.Println("| what | budget | requests/s | p50 ms | p95 ms | max ms | CPU ms/request | errors |")
	fmt.Println("| --- | --- | --- | --- | --- | --- | --- | --- |")
	for _, k := range kinds {
		if strings.Contains(k.name, o.only) {
			k.run(ctx, p, who[k.login], o)
		}
	}
	return nil
}

// ofPresent reads the ids of the committee's present session through the API.
func ofPresent(w *worker) (out sampled, err error) {
	after := ""
	for {
		b, err := w.api("GET", "/suggestions?limit=200&after="+url.QueryEscape(after), "", 200)
		if err != nil {
			return out, err
		}
		var page struct {
			Next  string `json:"next"`
			Items []struct {
				ID    int64  `json:"id"`
				State string `json:"state"`
			} `json:"items"`
		}
		if err := json.Unmarshal(b, &page); err != nil {
			return out, err
		}
		for _, r := range page.Items {
			out.all = append(out.all, r.ID)
			if r.State == "handling" || r.State == "assigned" {
				out.living = append(out.living, r.ID)
			}
		}
		if after = page.Next; after == "" {
			break
		}
	}
	out.year = 2026
	if len(out.living) == 0 {
		return out, errors.New("no living case in the sample")
	}
	return out, nil
}

// run calls one kind with conns connections, closed loop, after a second of warming up, and prints a row.
func (k kind) run(ctx context.Context, p *process, w *worker, o options) {
	k.loop(ctx, w, time.Second, o.conns)
	cpu := p.cpu()
	times, failed, last := k.loop(ctx, w, o.span, o.conns)
	cpu = p.cpu() - cpu
	if o.profile != "" {
		var wg sync.WaitGroup
		wg.Go(func() { k.loop(ctx, w, 6*time.Second, o.conns) })
		if err := saveProfile(filepath.Join(o.profile, strings.NewReplacer(" ", "-", ":", "", ",", "").Replace(k.name)+".pprof")); err != nil {
			fmt.Fprintln(os.Stderr, "bench: profile:", err)
		}
		wg.Wait()
	}
	if len(times) == 0 {
		fmt.Printf("| %s | %s | – | – | – | – | – | %d: %v |\n", k.name, k.budget, failed, last)
		return
	}
	slices.Sort(times)
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	note := fmt.Sprint(failed)
	if last != nil {
		note += ": " + last.Error()
	}
	fmt.Printf("| %s | %s | %.0f | %.1f | %.1f | %.1f | %.2f | %s |\n", k.name, k.budget, float64(len(times))/o.span.Seconds(),
		ms(times[len(times)/2]), ms(times[len(times)*95/100]), ms(times[len(times)-1]), ms(cpu)/float64(len(times)), note)
}

func (k kind) loop(ctx context.Context, w *worker, span time.Duration, conns int) (times []time.Duration, failed int, last error) {
	ctx, cancel := context.WithTimeout(ctx, span)
	defer cancel()
	var mu sync.Mutex
	var wg sync.WaitGroup
	var count atomic.Int64
	for range conns {
		own := &worker{http: &http.Client{Jar: w.http.Jar, Transport: &line{}}, base: w.base, token: w.token}
		wg.Go(func() {
			defer own.http.CloseIdleConnections()
			for ctx.Err() == nil && count.Load() < 2_000_000 {
				i := int(count.Add(1))
				begun := time.Now()
				err := k.call(own, i)
				took := time.Since(begun)
				mu.Lock()
				if err != nil {
					failed, last = failed+1, err
				} else {
					times = append(times, took)
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return times, failed, last
}

// saveProfile takes five seconds of the program's processor profile while it is under load.
func saveProfile(path string) error {
	resp, err := http.Get("http://" + watched + "/debug/pprof/profile?seconds=5")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	return os.WriteFile(path, b, 0o644)
}
