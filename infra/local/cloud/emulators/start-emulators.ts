import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { CLOUD_FOLDERS } from '../model/data-folders.ts'
import { LOCAL_REGION } from '../model/system.ts'
import { createChildEmulator, type Emulator } from './child-emulator.ts'
import { createDynoxide, externalDynamo } from './dynoxide.ts'
import { launchNode } from './node-child.ts'
import { processFileOf } from './process-file.ts'

/** `queues` is SQS, SNS and S3; `stub` is KMS, Secrets Manager and SSM. */
export type Emulators = {
	readonly dynamodb: Emulator
	readonly queues: Emulator
	readonly ses: Emulator
	readonly stub: Emulator
}

/**
 * Starts all emulators on free ports of 127.0.0.1 with their data under the directory. Ends first what a killed run left
 * running. The address in HILFT_DYNAMODB_ENDPOINT replaces dynoxide, for platforms it has no binary for.
 */
export const startEmulators = async ({ dataDirectory }: { readonly dataDirectory: string }): Promise<Emulators> => {
	const dynamoEndpoint = process.env.HILFT_DYNAMODB_ENDPOINT || undefined
	const processFile = (name: string): string => processFileOf(dataDirectory, name)
	const nodeEmulator = (name: string, entry: string, args: readonly string[]): Emulator =>
		createChildEmulator({
			name,
			processFile: processFile(name),
			launch: (onSpawn) => launchNode(new URL(entry, import.meta.url), args, onSpawn),
		})
	const queueDirectory = join(dataDirectory, CLOUD_FOLDERS.queues)
	mkdirSync(queueDirectory, { recursive: true })
	const emulators: Emulators = {
		dynamodb:
			dynamoEndpoint === undefined
				? createDynoxide(join(dataDirectory, CLOUD_FOLDERS.dynamodb), processFile('dynamodb'))
				: externalDynamo(dynamoEndpoint),
		queues: nodeEmulator('queues', './fauxqs-entry.ts', [queueDirectory, LOCAL_REGION]),
		ses: nodeEmulator('ses', './ses-entry.ts', []),
		stub: nodeEmulator('stub', './stub-entry.ts', [join(dataDirectory, CLOUD_FOLDERS.stub, 'state.json')]),
	}
	try {
		await Promise.all(Object.values(emulators).map((emulator) => emulator.start()))
	} catch (error) {
		await stopEmulators(emulators)
		throw error
	}
	return emulators
}

export const stopEmulators = async (emulators: Emulators): Promise<void> => {
	await Promise.all(Object.values(emulators).map((emulator) => emulator.stop()))
}
