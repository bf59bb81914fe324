// web-ext has no types of its own; this is what the scripts use of its programmatic interface.

declare module "web-ext" {
  /** Firefox's remote debugging protocol: one JSON request to an actor, one answer. */
  export interface DebuggerClient {
    request(packet: string | { to: string; type: string; [argument: string]: unknown }): Promise<unknown>;
  }

  interface DesktopRunner {
    readonly remoteFirefox: {
      readonly client: DebuggerClient;
      installTemporaryAddon(path: string, openDevTools: boolean): Promise<unknown>;
    };
  }

  export interface ExtensionRunner {
    readonly extensionRunners: readonly DesktopRunner[];
    registerCleanup(callback: () => void): void;
    exit(): Promise<void>;
  }

  interface RunOptions {
    readonly sourceDir: string;
    readonly artifactsDir: string;
    readonly firefox: string;
    readonly pref: Readonly<Record<string, string | number | boolean>>;
    readonly args: readonly string[];
    readonly noReload: boolean;
    readonly noInput: boolean;
  }

  export const cmd: { run(options: RunOptions): Promise<ExtensionRunner> };
}

declare module "web-ext/util/logger" {
  export const consoleStream: {
    startCapturing(): void;
    stopCapturing(): void;
  };
}
