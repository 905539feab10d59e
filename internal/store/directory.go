package store

type directories struct{}
