package sheet_test

import (
	"bytes"
	"io"
	"runtime"
	"testing"

	"huiyin/internal/intake/sheet"
	"huiyin/internal/intake/sheet/sheettest"
)

// BenchmarkReadYear10000 reads and judges 10,000 suggestions with texts of some 750 characters and answers of 300, their
// assignments and commitments. live-MB is what the result and the book hold at the end.
func BenchmarkReadYear10000(b *testing.B) {
	m := sheettest.Large(10_000)
	var file bytes.Buffer
	if err := sheettest.Generate(&file, m); err != nil {
		b.Fatal(err)
	}
	opt := sheet.Options{Directory: m.Directory(), Promises: promisesB}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	b.SetBytes(int64(file.Len()))
	b.ReportAllocs()
	for b.Loop() {
		y, problems, err := sheet.ReadYear(b.Context(), bytes.NewReader(file.Bytes()), int64(file.Len()), opt)
		if err != nil || sheet.Errors(problems) > 0 || len(y.Suggestions) != 10_000 {
			b.Fatal(err, len(problems), problems[0])
		}
		b.StopTimer()
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "live-MB")
		runtime.KeepAlive(y)
		b.StartTimer()
	}
}

// BenchmarkGenerate10000 writes the same workbook.
func BenchmarkGenerate10000(b *testing.B) {
	m := sheettest.Large(10_000)
	b.ReportAllocs()
	for b.Loop() {
		if err := sheettest.Generate(io.Discard, m); err != nil {
			b.Fatal(err)
		}
	}
}
