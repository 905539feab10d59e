package sheet

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"runtime"
	"testing"

	"github.com/xuri/excelize/v2"
)

// numbered yields rows of a number and two digests, which no compression makes smaller.
func numbered(n int) func(yield func([]any, error) bool) {
	return func(yield func([]any, error) bool) {
		for i := range n {
			a := sha256.Sum256(fmt.Append(nil, i))
			b := sha256.Sum256(a[:])
			if !yield([]any{i, hex.EncodeToString(a[:]), hex.EncodeToString(b[:])}, nil) {
				return
			}
		}
	}
}

// What a sheet cannot hold stands on the next, under the same head.
func TestALongListGoesOnOnTheNextSheet(t *testing.T) {
	w, err := NewWorkbook()
	if err != nil {
		t.Fatal(err)
	}
	w.most = 4
	heads := []Head{{Title: "序号"}, {Title: "甲"}, {Title: "乙"}}
	if err := w.Sheet("日志", heads, numbered(7)); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if _, err := w.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got := fmt.Sprint(f.GetSheetList()); got != "[日志 2 日志 3 日志]" {
		t.Errorf("sheets %s", got)
	}
	seen := 0
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name)
		if err != nil || rows[0][0] != "序号" {
			t.Fatalf("%s begins with %v (%v)", name, rows[0], err)
		}
		for _, row := range rows[1:] {
			if row[0] != fmt.Sprint(seen) {
				t.Errorf("%s: row %s, want %d", name, row[0], seen)
			}
			seen++
		}
	}
	if seen != 7 {
		t.Errorf("%d rows", seen)
	}
}

// heapWatch is a writer that notes the most that is alive while a workbook is written out.
type heapWatch struct{ most, size uint64 }

func (w *heapWatch) Write(p []byte) (int, error) {
	if w.size == 0 || w.size>>22 != (w.size+uint64(len(p)))>>22 { // a look at each 4 MB
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		w.most = max(w.most, m.HeapAlloc)
	}
	w.size += uint64(len(p))
	return len(p), nil
}

// Memory does not grow with the rows, and nothing is left on the disk.
func TestALongListDoesNotStandInMemory(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	var before runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	w := &heapWatch{}
	if err := WriteList(w, "日志", []Head{{}, {}, {}}, numbered(200_000)); err != nil {
		t.Fatal(err)
	}
	const most = 24 << 20 // excelize keeps 16 MB of a sheet
	if w.size < 12<<20 || w.most > before.HeapAlloc+most {
		t.Errorf("a file of %d bytes held %d, %d before", w.size, w.most, before.HeapAlloc)
	}
	if left, err := os.ReadDir(os.TempDir()); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}
