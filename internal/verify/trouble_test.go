package verify_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"huiyin/internal/cli"
	"huiyin/internal/fault"
	"huiyin/internal/store"
	"huiyin/internal/store/storetest"
	"huiyin/internal/verify"
	"huiyin/internal/witness"
)

// run is the program's command line, in this process.
func run(t *testing.T, args ...string) (code int, out, complaint string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = cli.Main(t.Context(), args, func(string) string { return "" }, strings.NewReader(""), &stdout, &stderr)
	return code, stdout.String(), stderr.String()
}

func TestABackupTakenWhilePeopleWorkRestoresAndVerifies(t *testing.T) {
	data := t.TempDir()
	s, err := store.Open(t.Context(), store.Options{URL: liteURL(data), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := fill(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	o := reopen(t, s, data)
	if _, err := o.log.Anchor(t.Context()); err != nil {
		t.Fatal(err)
	}
	var writers sync.WaitGroup
	stop, begun := make(chan struct{}), make(chan struct{})
	var once sync.Once
	for range 2 {
		writers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				c := o.must(t, deputy, 0, 0, "start_draft", text)
				o.must(t, deputy, c.ID, 0, "submit", `{}`)
				once.Do(func() { close(begun) })
			}
		})
	}
	<-begun
	var restored []string
	for i := range 3 {
		file := filepath.Join(t.TempDir(), "b"+strconv.Itoa(i)+".zip")
		if code, _, complaint := run(t, "backup", "--data", data, "--to", file); code != cli.OK {
			t.Fatal(complaint)
		}
		restored = append(restored, file)
	}
	close(stop)
	writers.Wait()
	for _, file := range restored {
		to := filepath.Join(t.TempDir(), "new")
		if code, _, complaint := run(t, "restore", "--from", file, "--data", to); code != cli.OK {
			t.Fatal(complaint)
		}
		code, out, complaint := run(t, "verify", "--data", to)
		if code != cli.OK || !strings.Contains(out, "记录完整") {
			t.Errorf("the restored record: %d %s%s", code, out, complaint)
		}
		if _, err := os.Stat(filepath.Join(to, "anchor.key")); err == nil {
			t.Error("a backup gives the signing key away")
		}
		if code, _, complaint := run(t, "anchor", "--data", to); code != cli.OK { // with a key of its own
			t.Error(complaint)
		}
		if code, _, complaint := run(t, "verify", "--data", to); code != cli.OK {
			t.Error(complaint)
		}
		if code, _, _ := run(t, "restore", "--from", file, "--data", to); code != cli.Failed {
			t.Error("a backup was restored over an installation")
		}
	}
}

func TestVerifyNamesTheFirstBadRecordInWords(t *testing.T) {
	data := t.TempDir()
	s, err := store.Open(t.Context(), store.Options{URL: liteURL(data), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := fill(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	o := reopen(t, s, data)
	c := o.handled(t, "0001")
	if code, out, complaint := run(t, "verify", "--data", data); code != cli.OK || !strings.Contains(out, "1件建议") {
		t.Fatalf("%d %s%s", code, out, complaint)
	}
	raw(t, s, `UPDATE event SET org_id = 13 WHERE seq = 2`)
	id := strconv.FormatInt(c.ID, 10)
	want := "第一处：建议（编号" + id + "）的第2条事件：内容与其哈希值不符，已被改动"
	if code, _, complaint := run(t, "verify", "--data", data); code != cli.Failed || !strings.Contains(complaint, want) {
		t.Errorf("%d %s", code, complaint)
	}
	code, out, _ := run(t, "verify", "--data", data, "--json")
	if code != cli.Failed || !strings.Contains(out, `"why": "contents"`) || !strings.Contains(out, `"id": `+id) {
		t.Errorf("%d %s", code, out)
	}
	if code, _, _ := run(t, "verify", "--data", filepath.Join(data, "none")); code != cli.Wrong {
		t.Errorf("a folder without a database: %d", code)
	}
}

// A full disk is a fault of kind Unavailable; nothing is half written, and work goes on when there is room again.
func TestAFullDiskLeavesNothingHalfWritten(t *testing.T) {
	s := storetest.SQLite(t)
	o := open(t, s)
	c := o.handled(t, "0001")
	pages := func(limit string) {
		t.Helper()
		raw(t, s, "PRAGMA max_page_count = "+limit)
	}
	pages("1") // SQLite takes the present size instead
	long := strings.Repeat("字", 2000)
	var err error
	for n := 0; n < 200 && err == nil; n++ { // pages that are free inside the file come first
		if _, err = o.do(t.Context(), clerk, c.ID, 0, "urge", `{"text":"请抓紧"}`); err == nil {
			_, err = o.do(t.Context(), deputy, 0, 0, "start_draft", strings.Replace(text, "情况", long, 1))
		}
	}
	if f, ok := fault.As(err); !ok || f.Kind != fault.Unavailable || f.Key != "store.disk_full" {
		t.Fatalf("got %v", err)
	}
	if r := o.verify(t); !r.Clean() {
		t.Errorf("after the refusal: %+v", r.Bad)
	}
	pages("1073741823")
	before := o.verify(t).Events
	o.must(t, clerk, c.ID, 0, "urge", `{"text":"有空间了"}`)
	if r := o.verify(t); !r.Clean() || r.Events != before+1 {
		t.Errorf("with room again: %+v", r)
	}
}

// The order of a chain is its sequence, not the clock: when the machine's clock jumps back, work goes on and the record stays sound.
func TestAClockThatJumpsBackDoesNoHarm(t *testing.T) {
	storetest.EnginesAt(t, func(t *testing.T, s *store.Store, c *storetest.Clock) {
		o := open(t, s)
		id := o.handled(t, "0001").ID
		if _, err := o.log.Anchor(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, jump := range []time.Duration{-time.Hour, -20 * 24 * time.Hour, 40 * 24 * time.Hour, -time.Millisecond} {
			c.Advance(jump)
			o.must(t, clerk, id, 0, "urge", `{"text":"请抓紧"}`)
			o.handled(t, "J"+strconv.FormatInt(int64(jump/time.Millisecond), 36))
			if _, err := o.Tick(t.Context()); err != nil {
				t.Errorf("time acts after %v: %v", jump, err)
			}
			if _, err := o.log.Anchor(t.Context()); err != nil {
				t.Fatal(err)
			}
			if r := o.verify(t); !r.Clean() {
				t.Fatalf("after %v: %+v", jump, r.Bad)
			}
		}
	})
}

// A case that was brought in many at a time is witnessed by the next catching up, as an import does.
func TestManyAtATimeAreWitnessedByCatchingUp(t *testing.T) {
	s := storetest.SQLite(t)
	o := open(t, s)
	o.Committed = nil
	for i := range 5 {
		o.handled(t, strconv.Itoa(i+1))
	}
	if err := o.log.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	nodes, err := witness.Nodes(witness.Dir(o.data))
	if err != nil || len(nodes) != 1 {
		t.Fatal(nodes, err)
	}
	if r := o.verify(t); !r.Clean() || r.Witnessed != 5 {
		t.Errorf("got %+v", r)
	}
	if r, err := verify.Run(t.Context(), s, ""); err != nil || !r.Clean() || r.Nodes != 0 {
		t.Errorf("without a witness at hand: %+v %v", r, err)
	}
}
