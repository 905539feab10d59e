// Package rings holds no code: its test keeps the arrows between packages pointing inwards (docs/adr/0001-rings.md).
package rings
