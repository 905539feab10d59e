package verify_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"huiyin/internal/desk"
	"huiyin/internal/flow"
	"huiyin/internal/store"
	"huiyin/internal/verify"
	"huiyin/internal/witness"
)

// crashData names the data folder to the child process that is going to be killed.
const crashData = "HUIYIN_CRASH_DATA"

// writeUntilKilled is the child: four people at work on the real store, desk and witness, and anchors all the time. It says on standard
// output what was accepted, after it was.
func writeUntilKilled(data string) int {
	ctx := context.Background()
	s, err := store.Open(ctx, store.Options{URL: liteURL(data), Now: time.Now})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	log, err := witness.Open(ctx, data, s)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	o := office{&desk.Desk{Store: s, Committed: log.Committed}, log, data, people()}
	fmt.Println("ready")
	failed := make(chan error)
	for range 4 {
		go func() {
			for {
				if err := o.oneCase(ctx); err != nil {
					failed <- err
				}
			}
		}()
	}
	go func() {
		for {
			if _, err := log.Anchor(ctx); err != nil {
				failed <- err
			}
			time.Sleep(20 * time.Millisecond)
		}
	}()
	fmt.Fprintln(os.Stderr, <-failed)
	return 1
}

func (o office) oneCase(ctx context.Context) error {
	id, part := int64(0), 0
	for _, step := range []struct {
		post int64
		do   string
		body string
	}{
		{deputy, "start_draft", text},
		{deputy, "submit", `{}`},
		{clerk, "start_review", `{}`},
		{clerk, "accept", `{"number":"%d","category":5}`},
		{clerk, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`},
		{head, "assign", `{"at_meeting":true}`},
		{health, "sign_for", `{}`},
		{clerk, "urge", `{"text":"请抓紧"}`},
	} {
		at := 0
		if step.do == "sign_for" {
			at = part
		}
		body := step.body
		if step.do == "accept" {
			body = fmt.Sprintf(body, id)
		}
		c, err := o.do(ctx, step.post, id, at, flow.Action(step.do), body)
		if err != nil {
			return fmt.Errorf("%s: %w", step.do, err)
		}
		id = c.ID
		if len(c.Assignments) > 0 {
			part = c.Assignments[0].No
		}
		// One write call: a line is there whole or not at all.
		if _, err := os.Stdout.WriteString(fmt.Sprintf("ack %d %d %s\n", c.ID, c.Seq, c.Chain)); err != nil {
			return err
		}
	}
	return nil
}

func liteURL(data string) string { return "sqlite:" + filepath.Join(data, "huiyin.db") }

// TestNothingAcknowledgedIsLostWhenKilled kills a writing process at random moments. Each time the record verifies and holds every
// action that was said to be accepted. Ten times by default; go test ./internal/verify -run Killed -crashes 200 -v for the full measure.
func TestNothingAcknowledgedIsLostWhenKilled(t *testing.T) {
	data := t.TempDir()
	s, err := store.Open(t.Context(), store.Options{URL: liteURL(data), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	if err := fill(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	seed := rand.Uint64()
	chance := rand.New(rand.NewPCG(seed, 0))
	acks := map[int64]map[int64]string{} // case → event → hash
	total, empty := 0, 0
	for round := range *crashes {
		after := time.Duration(chance.IntN(500)) * time.Millisecond
		n := killWriter(t, data, after, chance.IntN(10) == 0, acks)
		total += n
		if n == 0 {
			empty++
		}
		r := reopenAndVerify(t, data, acks)
		if !r.Clean() {
			t.Fatalf("round %d (seed %d): %+v", round+1, seed, r.Bad[0])
		}
		if round+1 == *crashes {
			t.Logf("%d rounds, %d actions acknowledged, %d rounds killed before the first; at the end %d cases, %d events, %d anchors, nothing lost",
				*crashes, total, empty, r.Cases, r.Events, r.Anchors)
		}
	}
}

// killWriter starts the child, kills it some time after its first acknowledgement (or early: after its start), and notes what it
// acknowledged.
func killWriter(t *testing.T, data string, after time.Duration, early bool, acks map[int64]map[int64]string) (n int) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), crashData+"="+data)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var once sync.Once
	var timer *time.Timer
	arm := func() { once.Do(func() { timer = time.AfterFunc(after, func() { _ = cmd.Process.Kill() }) }) }
	if early {
		arm()
	}
	r := bufio.NewReader(out)
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			break // killed; a line without its end was not said
		}
		var id, seq int64
		var hash string
		if k, _ := fmt.Sscanf(line, "ack %d %d %s", &id, &seq, &hash); k == 3 {
			arm()
			if acks[id] == nil {
				acks[id] = map[int64]string{}
			}
			acks[id][seq] = hash
			n++
		}
	}
	_ = cmd.Wait()
	if timer != nil {
		timer.Stop()
	}
	if cmd.ProcessState.Exited() {
		t.Fatalf("the writer ended by itself: %s", complaint.String())
	}
	return n
}

func reopenAndVerify(t *testing.T, data string, acks map[int64]map[int64]string) verify.Report {
	t.Helper()
	s, err := store.Open(t.Context(), store.Options{URL: liteURL(data), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	r, err := verify.Run(t.Context(), s, witness.Dir(data))
	if err != nil {
		t.Fatal(err)
	}
	missing := 0
	err = s.View(t.Context(), func(tx *store.Tx) error {
		type row struct {
			id, seq int64
			hash    string
		}
		rows, err := store.All(t.Context(), tx, func(r *row) []any { return []any{&r.id, &r.seq, &r.hash} },
			`SELECT aggregate_id, seq, hash FROM event WHERE kind = 'suggestion'`)
		have := map[string]bool{}
		for _, r := range rows {
			have[strconv.FormatInt(r.id, 10)+" "+strconv.FormatInt(r.seq, 10)+" "+r.hash] = true
		}
		for id, list := range acks {
			for seq, hash := range list {
				if !have[strconv.FormatInt(id, 10)+" "+strconv.FormatInt(seq, 10)+" "+hash] {
					missing++
				}
			}
		}
		return err
	})
	if err != nil || missing > 0 {
		t.Fatalf("%d acknowledged actions are missing (%v)", missing, err)
	}
	return r
}
