package witness

import (
	"bufio"
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"

	"huiyin/internal/fault"
)

// Key signs anchors. Its file lies in the data folder, not in the witness folder, and is in no backup.
type Key struct {
	ID      string // the first half of the public key's SHA-256
	private ed25519.PrivateKey
}

// Public keys by their id.
type Keys map[string]ed25519.PublicKey

func keyID(public ed25519.PublicKey) string {
	sum := sha256.Sum256(public)
	return hex.EncodeToString(sum[:16])
}

func openKey(path string) (Key, error) {
	seed := make([]byte, ed25519.SeedSize)
	if _, err := rand.Read(seed); err != nil {
		return Key{}, err
	}
	text, err := once(path, hex.EncodeToString(seed)+"\n")
	if err != nil && !errors.Is(err, syscall.EISDIR) { // what stands there for a file that was to be mounted is a damaged key
		return Key{}, err
	}
	seed, err = hex.DecodeString(strings.TrimSpace(text))
	if err != nil || len(seed) != ed25519.SeedSize {
		return Key{}, fault.New(fault.Conflict, "verify.bad_key", "file", path)
	}
	private := ed25519.NewKeyFromSeed(seed)
	return Key{ID: keyID(private.Public().(ed25519.PublicKey)), private: private}, nil
}

// nodeName is made up at the first start of a data folder and kept.
func nodeName(path string) (string, error) {
	b := make([]byte, 4)
	if _, err := rand.Read(b); err != nil {
		return "", err
	}
	name, err := once(path, "n"+hex.EncodeToString(b)+"\n")
	if err != nil {
		return "", err
	}
	if name = strings.TrimSpace(name); !nodeShape.MatchString(name) {
		return "", fault.New(fault.Conflict, "verify.bad_node", "file", path)
	}
	return name, nil
}

// nodeShape is what a node's name looks like: it is part of the name of a file.
var nodeShape = regexp.MustCompile(`^n[0-9a-f]{8}$`)

// once returns a file's text, which is the given one when there was none. Two programs that start together agree on one of theirs.
func once(path, text string) (string, error) {
	if have, err := os.ReadFile(path); err == nil || !errors.Is(err, fs.ErrNotExist) {
		return string(have), err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*") // mode 0600
	if err != nil {
		return "", err
	}
	defer func() { _ = os.Remove(f.Name()) }()
	_, err = f.WriteString(text)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return "", err
	}
	if err := os.Link(f.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", err
	}
	have, err := os.ReadFile(path)
	return string(have), err
}

// publish adds the public key to the list beside the logs, against which anchors are checked.
func publish(path string, k Key) error {
	known, err := readKeys(path)
	if err != nil {
		return err
	}
	if _, ok := known[k.ID]; ok {
		return nil
	}
	f, err := appendTo(path)
	if err != nil {
		return err
	}
	_, err = f.WriteString(hex.EncodeToString(k.private.Public().(ed25519.PublicKey)) + "\n")
	return errors.Join(err, f.Sync(), f.Close())
}

func readKeys(path string) (Keys, error) {
	text, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	keys := Keys{}
	for s := bufio.NewScanner(bytes.NewReader(text)); s.Scan(); {
		if raw, err := hex.DecodeString(s.Text()); err == nil && len(raw) == ed25519.PublicKeySize {
			keys[keyID(raw)] = raw
		}
	}
	return keys, nil
}

// ReadKeys returns the public keys of a witness folder.
func ReadKeys(dir string) (Keys, error) { return readKeys(filepath.Join(dir, keysFile)) }
