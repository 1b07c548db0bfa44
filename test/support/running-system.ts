import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAwsCaller } from '#infra/local/cloud/proxy/aws-call.ts'
import { type RunningSystem, startSystem } from '#infra/local/start-system.ts'
import { type LocalAws, openLocalAws } from './local-aws.ts'
import { openLocalBucket } from './local-bucket.ts'

export const ROOT = join(import.meta.dirname, '..', '..')

export type BootedSystem = RunningSystem & {
	readonly dataDirectory: string
	/** What lies in tables, queues and buckets, by the operator's right. */
	readonly aws: LocalAws
	/** The bucket of raw and parked bodies. */
	readonly bucket: ReturnType<typeof openLocalBucket>
	/** The bucket of what customers sent along. */
	readonly copies: ReturnType<typeof openLocalBucket>
}

/** Boots the whole system on a free port. Its data directory is one of its own, removed at the stop, unless one is given. */
export const bootSystem = async (
	options: { readonly dataDirectory?: string | undefined } = {},
): Promise<BootedSystem> => {
	const dataDirectory = options.dataDirectory ?? mkdtempSync(join(tmpdir(), 'hilft-system-'))
	const running = await startSystem({ root: ROOT, port: 0, dataDirectory })
	const bucketNamed = (name: RegExp) =>
		openLocalBucket(running.parts.proxyPort, running.system.buckets.find((one) => name.test(one.name))?.name ?? '')
	const caller = createAwsCaller({ proxyPort: running.parts.proxyPort })
	return {
		...running,
		dataDirectory,
		aws: openLocalAws(running.system, caller),
		bucket: bucketNamed(/raw(?!accesslog)/i),
		copies: bucketNamed(/copies/i),
		stop: async () => {
			caller.close()
			await running.stop()
			if (options.dataDirectory === undefined) rmSync(dataDirectory, { recursive: true, force: true })
		},
	}
}
