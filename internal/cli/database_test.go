package cli

import (
	"bytes"
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huiyin/internal/i18n"
)

// letting is a terminal that lets a file go when it is told of it.
type letting struct {
	bytes.Buffer
	let func()
}

func (l *letting) Write(p []byte) (int, error) {
	l.let()
	return l.Buffer.Write(p)
}

// Whoever starts the program on a file that another one holds is told at once why nothing happens, and only once.
func TestAFileThatIsHeldIsSaid(t *testing.T) {
	data := t.TempDir()
	other, err := sql.Open("sqlite", "file:"+filepath.Join(data, "huiyin.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	other.SetMaxOpenConns(1)
	if _, err := other.ExecContext(t.Context(), `BEGIN IMMEDIATE`); err != nil {
		t.Fatal(err)
	}
	said := &letting{let: func() { _, _ = other.ExecContext(t.Context(), `COMMIT`) }}
	env := &Env{Ctx: t.Context(), Out: &bytes.Buffer{}, Err: said, Say: i18n.For(i18n.Chinese), Now: time.Now}
	s, err := database{Data: data}.open(env)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if got := said.String(); strings.Count(got, "正被其他程序占用（"+data+"）") != 1 {
		t.Errorf("said %q", got)
	}
}
