using BenchmarkDotNet.Running;
using CoupleCheckin.Benchmarks;
using CoupleCheckin.Benchmarks.Linting;

if (args is ["linter", var seeds, .. var what])
    LinterCommand.Run(seeds, what);
else if (args is ["load", .. var size])
    await Loading.RunAsync(size);
else if (args is ["load-server", var folder])
    await Loading.ServeAsync(folder);
else
    BenchmarkSwitcher.FromAssembly(typeof(Sealing).Assembly).Run(args);
