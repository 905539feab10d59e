package witness

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"huiyin/internal/store"
)

// Ref names a chain.
type Ref struct {
	Kind string
	ID   int64
}

// Mark is how far a chain is witnessed.
type Mark struct {
	Seq  int64
	Hash [32]byte
}

// Text is the hash as the database writes it.
func (m Mark) Text() string { return hex.EncodeToString(m.Hash[:]) }

// Heads are the ends of all chains. Some 100 bytes each: a million cases fit into memory.
type Heads map[Ref]Mark

// Add notes a head unless a later one of the same chain is known: lines of one case may be written in another order than its events.
func (h Heads) Add(s store.Head) {
	if s.Seq <= h[Ref{s.Kind, s.ID}].Seq {
		return
	}
	m := Mark{Seq: s.Seq}
	if n, err := hex.Decode(m.Hash[:], []byte(s.Hash)); err != nil || n != len(m.Hash) {
		return
	}
	h[Ref{s.Kind, s.ID}] = m
}

// Line is one line of a node's log: a head, or the mark of an anchor over all heads before it.
type Line struct {
	Head   store.Head
	Anchor int64 // number of an anchor; 0 for a head
	Root   string
}

func writeHead(b *bytes.Buffer, h store.Head) {
	fmt.Fprintf(b, "%s %d %d %s\n", h.Kind, h.ID, h.Seq, h.Hash)
}

// parse reads a line; false for one that a crash left unfinished.
func parse(text string) (Line, bool) {
	f := strings.Fields(text)
	if len(f) == 3 && f[0] == "anchor" {
		n, err := strconv.ParseInt(f[1], 10, 64)
		return Line{Anchor: n, Root: f[2]}, err == nil && len(f[2]) == 64
	}
	if len(f) != 4 || len(f[3]) != 64 {
		return Line{}, false
	}
	id, err1 := strconv.ParseInt(f[1], 10, 64)
	seq, err2 := strconv.ParseInt(f[2], 10, 64)
	return Line{Head: store.Head{Kind: f[0], ID: id, Seq: seq, Hash: f[3]}}, err1 == nil && err2 == nil && seq > 0
}

// readFile calls fn with every whole line from a place on, and returns the place after the last. Lines that a failure of power left unfinished
// are passed over.
func readFile(path string, from int64, fn func(Line) error) (to int64, err error) {
	f, err := os.Open(path)
	if err != nil {
		return from, err
	}
	defer f.Close()
	if _, err := f.Seek(from, io.SeekStart); err != nil {
		return from, err
	}
	r := bufio.NewReaderSize(f, 1<<16)
	for {
		text, err := r.ReadString('\n')
		if errors.Is(err, io.EOF) {
			return from, nil // without an end the line is not finished
		}
		if err != nil {
			return from, err
		}
		from += int64(len(text))
		if line, ok := parse(text); ok {
			if err := fn(line); err != nil {
				return from, err
			}
		}
	}
}

// Nodes lists the nodes whose logs are in a witness folder. A folder that is not there has none.
func Nodes(dir string) ([]string, error) {
	list, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var nodes []string
	for _, f := range list {
		if name, ok := strings.CutSuffix(f.Name(), ".log"); ok && f.Name() != anchorsFile && f.Name() != keysFile {
			nodes = append(nodes, name)
		}
	}
	return nodes, err
}

// Read calls fn with every line of a node's log in order.
func Read(dir, node string, fn func(Line) error) error {
	_, err := readFile(filepath.Join(dir, node+".log"), 0, fn)
	return err
}

// appendTo opens a log for adding lines.
func appendTo(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := finish(f); err != nil {
		_ = f.Close()
		return nil, err
	}
	return f, nil
}

// finish gives the last line its end when it was left unfinished, so that the next one stands alone.
func finish(f *os.File) error {
	info, err := f.Stat()
	if err != nil || info.Size() == 0 {
		return err
	}
	end := make([]byte, 1)
	if _, err := f.ReadAt(end, info.Size()-1); err != nil || end[0] == '\n' {
		return err
	}
	_, err = f.WriteString("\n")
	return err
}
