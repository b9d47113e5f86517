using BenchmarkDotNet.Running;
using CoupleCheckin.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(Sealing).Assembly).Run(args);
