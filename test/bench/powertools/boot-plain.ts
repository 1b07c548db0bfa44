import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import type { System } from '#infra/local/cloud/model/system.ts'
import { type AwsCaller, createAwsCaller } from '#infra/local/cloud/proxy/aws-call.ts'
import { startParts } from '#infra/local/cloud/start-parts.ts'
import { type LocalRuntime, startRuntime } from '#infra/local/cloud/start-runtime.ts'
import { localSecretValues } from '#infra/local/practice/kernel/local-secrets.ts'
import { ENVIRONMENTS } from '#infra/local/start-system.ts'
import { buildPlainSystem } from './plain-system.ts'

export type PlainSystem = {
	readonly origin: string
	readonly system: System
	readonly caller: AwsCaller
	readonly runtime: LocalRuntime
	readonly stop: () => Promise<void>
}

/** Nothing of the plain system speaks to a network. */
const NOWHERE = 9

/** Boots the plain handlers in the local runtime that also runs ours: emulators, proxy with rights, processes, pollers. */
export const bootPlain = async (): Promise<PlainSystem> => {
	const directory = mkdtempSync(join(tmpdir(), 'hilft-plain-'))
	const system = await buildPlainSystem(join(directory, 'assembly'))
	const dataDirectory = join(directory, 'data')
	const mailSink = { deliver: async () => undefined }
	const parts = await startParts({ system, dataDirectory, secretValues: localSecretValues, mailSink })
	const { proxyPort } = parts
	const caller = createAwsCaller({ proxyPort })
	const runtime = startRuntime({
		system,
		proxyPort,
		practicePort: NOWHERE,
		dataDirectory,
		awsCaller: caller,
		concurrency: ENVIRONMENTS,
	})
	const server = createServer((request, response) => void runtime.http.hooks?.(request, response))
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
	const { port } = z.object({ port: z.number() }).parse(server.address())
	return {
		origin: `http://127.0.0.1:${port}`,
		system,
		caller,
		runtime,
		stop: async () => {
			server.close().closeAllConnections()
			await runtime.stop()
			caller.close()
			await parts.stop()
			rmSync(directory, { recursive: true, force: true })
		},
	}
}
