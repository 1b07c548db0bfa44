import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { KMSClient } from '@aws-sdk/client-kms'
import { S3Client } from '@aws-sdk/client-s3'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SESClient } from '@aws-sdk/client-ses'
import { SQSClient } from '@aws-sdk/client-sqs'
import type { System } from '#infra/local/cloud/model/system.ts'
import { accessKeyIdOf, OPERATOR_KEY } from '#infra/local/cloud/proxy/aws-call.ts'
import type { SesMail } from '#infra/local/cloud/proxy/mail-sink.ts'
import { type CloudParts, startParts } from '#infra/local/cloud/start-parts.ts'
import { sampleSecrets, sampleSystem } from './sample-template.ts'

/** The parts of the sample system on a data directory of their own, with SDK clients as its functions have them. */
export type LocalParts = {
	readonly system: System
	readonly parts: CloudParts
	readonly mails: SesMail[]
	readonly table: (logicalId: string) => string
	readonly queueUrl: (logicalId: string) => string
	readonly clients: (functionName?: string) => ReturnType<typeof clientsFor>
	/** Stops and starts again on the same data. */
	readonly restart: () => Promise<void>
	readonly stop: () => Promise<void>
}

const clientsFor = (port: number, accessKeyId: string) => {
	const settings = {
		region: 'eu-central-1',
		endpoint: `http://127.0.0.1:${port}`,
		credentials: { accessKeyId, secretAccessKey: 'any' },
	}
	return {
		dynamodb: new DynamoDBClient(settings),
		sqs: new SQSClient(settings),
		s3: new S3Client({ ...settings, forcePathStyle: true }),
		kms: new KMSClient(settings),
		secrets: new SecretsManagerClient(settings),
		ses: new SESClient(settings),
	}
}

export const startLocalParts = async (system: System = sampleSystem()): Promise<LocalParts> => {
	const dataDirectory = mkdtempSync(join(tmpdir(), 'hilft-parts-'))
	const mails: SesMail[] = []
	const mailSink = { deliver: async (mail: SesMail) => void mails.push(mail) }
	const start = (): Promise<CloudParts> => startParts({ system, dataDirectory, secretValues: sampleSecrets, mailSink })
	let parts = await start()
	return {
		system,
		get parts() {
			return parts
		},
		mails,
		table: (logicalId) => `sample-${logicalId}`,
		queueUrl: (logicalId) => `https://sqs.eu-central-1.amazonaws.com/000000000000/sample-${logicalId}`,
		clients: (name) => clientsFor(parts.proxyPort, name === undefined ? OPERATOR_KEY : accessKeyIdOf(name)),
		restart: async () => {
			await parts.stop()
			parts = await start()
		},
		stop: async () => {
			await parts.stop()
			rmSync(dataDirectory, { recursive: true, force: true })
		},
	}
}
