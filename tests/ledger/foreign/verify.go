// Reads a log of Kenbaar with libraries that Kenbaar did not write, golang.org/x/mod/sumdb/note and tlog, and says
// whether checkpoint, entries, proofs and growth are what they should be. Questions come as JSON on standard input.
package main

import (
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type questions struct {
	Folder    string
	Key       string
	Inclusion []struct {
		Index int64
		Proof []string
	}
	Consistency []struct {
		Old   int64
		Root  string
		Proof []string
	}
}

// tiles reads the files of a log. Go writes the height of its tiles into their paths; C2SP leaves it out.
type tiles struct{ folder string }

func (t tiles) Height() int { return 8 }

func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var found [][]byte
	for _, tile := range wanted {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		data, err := os.ReadFile(filepath.Join(t.folder, path))
		if err != nil {
			return nil, err
		}
		found = append(found, data)
	}
	return found, nil
}

func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func check(err error) {
	if err != nil {
		fmt.Println("refused:", err)
		os.Exit(1)
	}
}

func hashes(texts []string) []tlog.Hash {
	var all []tlog.Hash
	for _, text := range texts {
		all = append(all, hash(text))
	}
	return all
}

func hash(text string) (h tlog.Hash) {
	data, err := hex.DecodeString(text)
	check(err)
	copy(h[:], data)
	return h
}

func same(a, b []tlog.Hash) error {
	if fmt.Sprint(a) != fmt.Sprint(b) {
		return fmt.Errorf("the proof is not the one that Go makes")
	}
	return nil
}

// entry reads an entry from its bundle: big-endian lengths before each.
func entry(folder string, index, size int64) []byte {
	tile := tlog.Tile{H: 8, L: 0, N: index / 256, W: 256}
	if size/256 == tile.N {
		tile.W = int(size % 256)
	}
	path := strings.Replace(tile.Path(), "tile/8/0/", "tile/entries/", 1)
	data, err := os.ReadFile(filepath.Join(folder, path))
	check(err)
	for at := index % 256; at > 0; at-- {
		data = data[2+int(binary.BigEndian.Uint16(data)):]
	}
	return data[2 : 2+int(binary.BigEndian.Uint16(data))]
}

func main() {
	var asked questions
	check(json.NewDecoder(os.Stdin).Decode(&asked))

	verifier, err := note.NewVerifier(asked.Key)
	check(err)
	signed, err := os.ReadFile(filepath.Join(asked.Folder, "checkpoint"))
	check(err)
	opened, err := note.Open(signed, note.VerifierList(verifier))
	check(err)
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err)
	root, err := tlog.ParseHash(lines[2])
	check(err)

	reader := tlog.TileHashReader(tlog.Tree{N: size, Hash: root}, tiles{asked.Folder})
	for _, one := range asked.Inclusion {
		leaf := tlog.RecordHash(entry(asked.Folder, one.Index, size))
		proof, err := tlog.ProveRecord(size, one.Index, reader)
		check(err)
		check(same(proof, hashes(one.Proof)))
		check(tlog.CheckRecord(hashes(one.Proof), size, root, one.Index, leaf))
	}
	for _, one := range asked.Consistency {
		proof, err := tlog.ProveTree(size, one.Old, reader)
		check(err)
		check(same(proof, hashes(one.Proof)))
		check(tlog.CheckTree(hashes(one.Proof), size, root, one.Old, hash(one.Root)))
	}
	fmt.Println("accepted:", len(asked.Inclusion), "leaves,", len(asked.Consistency), "older trees of", size)
}
