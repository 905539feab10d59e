package identity

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
)

// errSealed says that a batch was sealed under another token of the session.
var errSealed = errors.New("identity: the slips were sealed for another token")

// box seals slips for the holder of a session's token. The database knows only the token's hash: neither it nor a copy of it opens them.
func box(token string) (cipher.AEAD, error) {
	key, err := hkdf.Key(sha256.New, []byte(token), nil, "huiyin first passwords", 32)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

func (s *Service) seal(token, batch string, slips []Slip) (string, error) {
	aead, err := box(token)
	if err != nil {
		return "", err
	}
	plain, err := json.Marshal(slips)
	if err != nil {
		return "", err
	}
	nonce := make([]byte, aead.NonceSize())
	if _, err := io.ReadFull(s.Random, nonce); err != nil {
		return "", err
	}
	return base64.StdEncoding.EncodeToString(aead.Seal(nonce, nonce, plain, []byte(batch))), nil
}

func unseal(token, batch, sealed string) (slips []Slip, err error) {
	aead, err := box(token)
	if err != nil {
		return nil, err
	}
	raw, err := base64.StdEncoding.DecodeString(sealed)
	if err != nil || len(raw) < aead.NonceSize() {
		return nil, errSealed
	}
	plain, err := aead.Open(nil, raw[:aead.NonceSize()], raw[aead.NonceSize():], []byte(batch))
	if err != nil {
		return nil, errSealed
	}
	return slips, json.Unmarshal(plain, &slips)
}
