package demo

import (
	"bytes"
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"

	"huiyin/internal/blob"
	"huiyin/internal/suggestion"
)

// drawing is the one picture of a place in the city. It says in its own lines that nobody took it anywhere.
//
//go:embed invented.jpg
var drawing []byte

// sheet is what the city has for every paper that reached the committee. It says in its own lines that nobody wrote or signed it.
//
//go:embed invented.png
var sheet []byte

// photograph is the drawing as a unit hands it in to show that a promise is kept (佐证材料).
func photograph() suggestion.File {
	return suggestion.File{Hash: hashOf(drawing), Name: say("photograph", 0), Mime: blob.JPEG, Size: int64(len(drawing))}
}

// paperScan is the hash of the sheet, as the committee scans a paper that it enters (扫描件).
func paperScan() string { return hashOf(sheet) }

func hashOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// keep stores the files that the acts of the city name.
func keep(ctx context.Context, files *blob.Dir) error {
	if _, err := files.Put(ctx, say("photograph", 0), bytes.NewReader(drawing)); err != nil {
		return err
	}
	_, err := files.Put(ctx, "scan.png", bytes.NewReader(sheet))
	return err
}
