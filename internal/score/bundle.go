package score

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"huiyin/internal/fault"
)

// Format names how bundles are written and computed. A change in either gets a new name, so that old bundles stay what they were.
const Format = "huiyin-score/1"

// Bundle is one frozen run: what went in, what came out, and the digest of both. Its bytes are the same wherever it is written.
type Bundle struct {
	Format string `json:"format"`
	Inputs Inputs `json:"inputs"`
	Sheet  Sheet  `json:"sheet"`
	Digest string `json:"digest"` // SHA-256 of the bytes with an empty digest, in hexadecimal
}

// Freeze computes a run and seals it. The bundle shares nothing with the inputs: changing a scheme later changes no past sheet.
func Freeze(in Inputs) (Bundle, error) {
	frozen, err := in.frozen()
	if err != nil {
		return Bundle{}, err
	}
	sheet, err := Compute(frozen)
	if err != nil {
		return Bundle{}, err
	}
	b := Bundle{Format: Format, Inputs: frozen, Sheet: sheet}
	b.Digest, err = b.sum()
	return b, err
}

func (b Bundle) sum() (string, error) {
	b.Digest = ""
	raw, err := b.Bytes()
	h := sha256.Sum256(raw)
	return hex.EncodeToString(h[:]), err
}

// Bytes writes the bundle in its one form.
func (b Bundle) Bytes() ([]byte, error) { return canonical(b) }

func canonical(v any) ([]byte, error) {
	var w bytes.Buffer
	enc := json.NewEncoder(&w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	err := enc.Encode(v)
	return w.Bytes(), err
}

// Open reads a bundle whose bytes are those of its digest. It is for reading what has been computed: that the sheet follows from the inputs is
// Verify's to say.
func Open(raw []byte) (Bundle, error) {
	var b Bundle
	if err := json.Unmarshal(raw, &b); err != nil {
		return b, fault.New(fault.Invalid, "score.verify.unreadable", "detail", err.Error())
	}
	body, whole := bytes.CutSuffix(raw, []byte(` "digest": "`+b.Digest+"\"\n}\n"))
	h := sha256.Sum256(append(bytes.Clone(body), " \"digest\": \"\"\n}\n"...))
	if got := hex.EncodeToString(h[:]); !whole || got != b.Digest {
		return b, fault.New(fault.Conflict, "score.verify.digest", "got", b.Digest, "want", got)
	}
	return b, nil
}

// Verify computes a bundle again from what is frozen in it and compares byte for byte. The fault names the first difference.
func Verify(raw []byte) (Bundle, error) {
	var b Bundle
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&b); err != nil {
		return b, fault.New(fault.Invalid, "score.verify.unreadable", "detail", err.Error())
	}
	if b.Format != Format {
		return b, fault.New(fault.Invalid, "score.verify.format", "text", b.Format, "want", Format)
	}
	again, err := Freeze(b.Inputs)
	if err != nil {
		return b, err
	}
	want, err := again.Bytes()
	if err != nil {
		return b, err
	}
	if bytes.Equal(raw, want) {
		return b, nil
	}
	d, err := firstDifference(raw, want)
	if err != nil {
		return b, err
	}
	return b, d.fault()
}
