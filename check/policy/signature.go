package policy

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/bundle"
	"github.com/open-policy-agent/opa/v1/util"
)

// defaultPlugin is what opa calls its own way to sign.
const defaultPlugin = "_default"

// VerifySignature checks that the signatures of a bundle, the text of its .signatures.json, are made with
// one of the keys and cover the files, no more and no fewer. Files are by name; keys are public, in PEM.
func VerifySignature(signatures []byte, files map[string][]byte, keys [][]byte) error {
	var config bundle.SignaturesConfig
	if err := json.Unmarshal(signatures, &config); err != nil || config.Plugin != "" && config.Plugin != defaultPlugin {
		return errors.New(".signatures.json is not as opa sign writes it")
	}
	signed, err := signedFiles(config, keys)
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if _, ok := signed[name]; !ok {
			return fmt.Errorf("the file %s is not signed", name)
		}
		if err := bundle.VerifyBundleFile(name, *bytes.NewBuffer(files[name]), signed); err != nil {
			return fmt.Errorf("the file %s is not what was signed: %w", name, err)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(signed)) {
		return fmt.Errorf("the file %s was signed, and is not here", name)
	}
	return nil
}

// signedFiles are the files that a signature covers which one of the keys has made.
func signedFiles(config bundle.SignaturesConfig, keys [][]byte) (map[string]bundle.FileInfo, error) {
	for _, key := range keys {
		algorithms, err := algorithmsOf(key)
		if err != nil {
			return nil, err
		}
		for _, algorithm := range algorithms {
			id := "key" // whatever the signature calls it
			with := bundle.NewVerificationConfig(map[string]*bundle.KeyConfig{id: {Key: string(key), Algorithm: algorithm}}, id, "", nil)
			if files, err := bundle.VerifyBundleSignature(config, with); err == nil {
				return files, nil
			}
		}
	}
	return nil, errors.New("the signature is by none of the keys")
}

// algorithmsOf are the algorithms of a public key, the most usual first.
func algorithmsOf(text []byte) ([]string, error) {
	public, err := publicKey(text)
	if err != nil {
		return nil, err
	}
	switch key := public.(type) {
	case *rsa.PublicKey:
		return []string{"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"}, nil
	case *ecdsa.PublicKey:
		if name, ok := map[int]string{256: "ES256", 384: "ES384", 521: "ES512"}[key.Curve.Params().BitSize]; ok {
			return []string{name}, nil
		}
	case ed25519.PublicKey:
		return []string{"EdDSA"}, nil
	}
	return nil, errors.New("the key is neither RSA, ECDSA over P-256, P-384 or P-521, nor Ed25519")
}

func publicKey(text []byte) (any, error) {
	block, _ := pem.Decode(text)
	if block == nil {
		return nil, errors.New("it is no public key in PEM")
	}
	switch block.Type {
	case "PUBLIC KEY":
		return x509.ParsePKIXPublicKey(block.Bytes)
	case "RSA PUBLIC KEY":
		return x509.ParsePKCS1PublicKey(block.Bytes)
	case "CERTIFICATE":
		certificate, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, err
		}
		return certificate.PublicKey, nil
	}
	return nil, fmt.Errorf("it is a %s, and a signature is verified with a public key", strings.ToLower(block.Type))
}

// CheckKey says what is wrong with the text of a key that is to verify signatures.
func CheckKey(text []byte) error {
	_, err := algorithmsOf(text)
	return err
}

// Sign is the text of a .signatures.json that signs files, by name, with a private key in PEM. The id is
// the name of the key for those who verify, and may be empty.
func Sign(files map[string][]byte, key []byte, id string) ([]byte, error) {
	algorithm, err := signingAlgorithm(key)
	if err != nil {
		return nil, err
	}
	hasher, err := bundle.NewSignatureHasher(bundle.SHA256)
	if err != nil {
		return nil, err
	}
	var all []bundle.FileInfo
	for _, name := range slices.Sorted(maps.Keys(files)) {
		var value any = files[name]
		if bundle.IsStructuredDoc(name) {
			if err := util.Unmarshal(files[name], &value); err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
		}
		sum, err := hasher.HashFile(value)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, bundle.NewFile(name, hex.EncodeToString(sum), string(bundle.SHA256)))
	}
	token, err := bundle.GenerateSignedToken(all, bundle.NewSigningConfig(string(key), algorithm, ""), id)
	if err != nil {
		return nil, err
	}
	return json.Marshal(bundle.SignaturesConfig{Signatures: []string{token}})
}

func signingAlgorithm(text []byte) (string, error) {
	block, _ := pem.Decode(text)
	if block == nil {
		return "", errors.New("it is no private key in PEM")
	}
	var private any
	var err error
	switch block.Type {
	case "PRIVATE KEY":
		private, err = x509.ParsePKCS8PrivateKey(block.Bytes)
	case "RSA PRIVATE KEY":
		private, err = x509.ParsePKCS1PrivateKey(block.Bytes)
	case "EC PRIVATE KEY":
		private, err = x509.ParseECPrivateKey(block.Bytes)
	default:
		err = fmt.Errorf("it is a %s, and not a private key", strings.ToLower(block.Type))
	}
	if err != nil {
		return "", err
	}
	switch key := private.(type) {
	case *rsa.PrivateKey:
		return "RS256", nil
	case *ecdsa.PrivateKey:
		if name, ok := map[int]string{256: "ES256", 384: "ES384", 521: "ES512"}[key.Curve.Params().BitSize]; ok {
			return name, nil
		}
	case ed25519.PrivateKey:
		return "EdDSA", nil
	}
	return "", errors.New("the key is neither RSA, ECDSA over P-256, P-384 or P-521, nor Ed25519")
}
