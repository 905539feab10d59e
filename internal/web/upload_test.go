package web

import (
	"os"
	"strings"
	"testing"

	"huiyin/internal/blob"
)

// What a form brings is forgotten when it has been answered, whatever the answer is.
func TestNothingOfAFormStaysOnDisk(t *testing.T) {
	c := newCity(t)
	t.Setenv("TMPDIR", t.TempDir())
	k := c.answered("0009")
	do := path(k, "/do/")
	said := []string{"part", part(k.Commitments[0].No), "text", "外墙已完工", "percent", "60"}
	photo := append(sized(t, 3), make([]byte, 2<<20)...)
	large := append(sized(t, 4), make([]byte, blob.MaxSize)...)
	for _, row := range []struct {
		name    string
		post    int64
		path    string
		content []byte
		code    int
	}{
		{"refused", health, do + "claim_done", photo, 422},
		{"too large", health, do + "note_progress", large, 413},
		{"no such act", health, do + "nothing", photo, 404},
		{"not theirs", water, do + "note_progress", photo, 404},
		{"no dossier", health, "/dossiers/999/do/nothing", photo, 404},
		{"done", health, do + "note_progress", photo, 303},
	} {
		if code, body := c.as(row.post).attach(row.path, "files", "外墙.png", row.content, said...); code != row.code {
			t.Errorf("%s: %d, not %d\n%s", row.name, code, row.code, text(body))
		}
		if left, err := os.ReadDir(os.TempDir()); err != nil || len(left) != 0 {
			t.Errorf("%s: %v stays (%v)", row.name, left, err)
		}
	}
}

// Whoever sends files with a form that is out of date reads what has changed, and that the files have to be chosen once more.
func TestFilesOfAFormThatIsOutOfDateAreChosenAgain(t *testing.T) {
	c := newCity(t)
	k := c.answered("0009")
	note := path(k, "/do/note_progress")
	said := []string{"part", part(k.Commitments[0].No), "version", part(k.Commitments[0].Version), "text", "外墙已完工", "percent", "60"}
	for i, want := range []int{303, 409} {
		code, body := c.as(health).attach(note, "files", "外墙.png", sized(t, i+1), said...)
		if code != want {
			t.Fatalf("%d, not %d\n%s", code, want, text(body))
		}
		if want == 409 && (!strings.Contains(body, `id="f-files-wrong"`) || !strings.Contains(body, "外墙已完工")) {
			t.Errorf("the files are lost, or what was typed\n%s", text(body))
		}
	}
}

// Only what is a file may be large: a form that comes without parts is read into memory.
func TestAFormWithoutFilesIsNoLargerWhereFilesAreTaken(t *testing.T) {
	c := newCity(t)
	k := c.answered("0009")
	for post, at := range map[int64]string{health: path(k, "/do/note_progress"), clerk: "/year/key_item/begin/nothing"} {
		if resp, body := c.as(post).post(at, "text", strings.Repeat("x", formBody)); resp.StatusCode != 413 {
			t.Errorf("%s: %d\n%s", at, resp.StatusCode, text(body))
		}
	}
}
