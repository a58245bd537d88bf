#!/usr/bin/env bash
# Mutation score of one part: build/mutate.sh schema|emitter|classification|decoder [options of dotnet stryker]
# What is mutated, by which tests it is told, and what is left out: stryker-<part>.json beside those tests.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD

case "${1:-}" in
    schema) tests=schema/NanoBananaContracts.Schema.Tests ;;
    emitter) tests=generator/NanoBananaContracts.Generator.Tests ;;
    classification | decoder) tests=runtime/NanoBananaContracts.Runtime.Tests ;;
    *)
        echo "usage: build/mutate.sh schema|emitter|classification|decoder [options of dotnet stryker]" >&2
        exit 2
        ;;
esac
part=$1
shift

# What Stryker leaves behind (files of mutants and of coverage, mutated assemblies) must not outlive the run.
work=$root/artifacts/mutation/$part
rm -rf "$work"
mkdir -p "$work/tmp"
clean() {
    rm -rf "$work" "$root/$tests/bin" "$root/$tests/obj"
    find "$root/$tests" -name '*.received.*' -delete
}
trap clean EXIT

dotnet tool restore
if [[ $tests == runtime/* ]]; then
    # Stryker compiles by itself and gives the generator no schema: the contract is emitted before.
    dotnet build runtime/NanoBananaContracts.Runtime -f net10.0 --no-incremental \
        -p:EmitCompilerGeneratedFiles=true -p:CompilerGeneratedFilesOutputPath="$work/emitted"
    export EmittedContract=$work/emitted/NanoBananaContracts.Generator
fi

if [[ $part == emitter ]]; then
    # These tests run the analyzer that they are compiled with; Stryker asks what they compile before it builds it.
    dotnet build "$tests"
fi

# Read by MSBuild: Directory.Build.targets, NanoBananaContracts.Runtime.csproj.
export MutationTesting=true
export TMPDIR=$work/tmp
cd "$tests"
dotnet stryker --skip-version-check --config-file "stryker-$part.json" "$@"
