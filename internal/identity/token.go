package identity

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"io"
)

// newToken returns a token of 256 random bits and the hash under which it is stored.
func (s *Service) newToken() (token, hash string, err error) {
	raw := make([]byte, 32)
	if _, err := io.ReadFull(s.Random, raw); err != nil {
		return "", "", err
	}
	token = base64.RawURLEncoding.EncodeToString(raw)
	return token, hashToken(token), nil
}

// hashToken needs no salt and no slowness: a token is random and long.
func hashToken(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
