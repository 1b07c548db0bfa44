import { execFile } from 'node:child_process'
import { createHash, createHmac } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { bundle } from './bundle.ts'
import { httpPost } from './powertools/invocation.ts'

const ROUNDS = 15
const CHILD = join(import.meta.dirname, 'cold-intake/fresh-process.mjs')

/** The first is ours, the others the same job on the SDK. Ours is to take at most a quarter of the last. */
const VARIANTS = [
	{ name: 'intake-x (secret, queue)', entry: 'functions/intake-x/handler.ts' },
	{ name: 'SDK client-sqs (queue only)', entry: 'test/bench/cold-intake/sdk-sqs.ts' },
	{ name: 'SDK client-sqs + secrets-manager', entry: 'test/bench/cold-intake/sdk-sqs-secrets.ts' },
	{ name: 'SDK + Powertools logger, parser', entry: 'test/bench/powertools/webhook-handler.ts' },
] as const

const SECRET_ARN = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:x'
const BODY = JSON.stringify({ for_user_id: '1001', tweet_create_events: [{ id_str: '9', text: '@hilft hi' }] })
const SIGNATURE = `sha256=${createHmac('sha256', 'bench-secret').update(BODY).digest('base64')}`
const EVENT = JSON.stringify(httpPost('/webhooks/x', { 'x-twitter-webhooks-signature': SIGNATURE }, BODY))

const ENVIRONMENT = {
	AWS_REGION: 'eu-central-1',
	AWS_ACCESS_KEY_ID: 'BENCH',
	AWS_SECRET_ACCESS_KEY: 'bench',
	X_WEBHOOK_SECRET_ARN: SECRET_ARN,
	DELIVERIES_QUEUE_URL: 'https://sqs.eu-central-1.amazonaws.com/123456789012/deliveries',
	RAW_BUCKET: 'raw',
}

const messageSchema = z.object({ MessageBody: z.string().optional() })

/** Answers GetSecretValue and SendMessage at once, with what the SDK checks: the MD5 of the message. */
const startAws = async () => {
	const server = createServer((request, response) => {
		const chunks: Buffer[] = []
		request.on('data', (chunk: Buffer) => chunks.push(chunk))
		request.on('end', () => {
			const { MessageBody = '' } = messageSchema.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')))
			const answer = {
				ARN: SECRET_ARN,
				SecretString: '{"consumerSecrets":["bench-secret"]}',
				MessageId: '1',
				MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
			}
			response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(answer))
		})
	})
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
	const { port } = z.object({ port: z.number() }).parse(server.address())
	return { port, close: () => new Promise((done) => server.close(done).closeAllConnections()) }
}

const resultSchema = z.object({ handedOver: z.number(), answered: z.number(), statusCode: z.literal(200) })
type Result = z.infer<typeof resultSchema>

const startFresh = async (file: string, port: number): Promise<Result> => {
	const { stdout } = await promisify(execFile)(process.execPath, [CHILD, file, String(port), EVENT], {
		env: ENVIRONMENT,
	})
	return resultSchema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''))
}

const median = (values: readonly number[]): number =>
	values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const row = (cells: readonly string[]) =>
	`${cells.map((cell, index) => (index === 0 ? cell.padEnd(34) : cell.padStart(14))).join('')}\n`

/**
 * Load and first signed event in a fresh process, the call to the queue included: median of 15, the variants interleaved.
 * Ratios count, not milliseconds. Prints a table; the result is ours over the whole job on SDK and Powertools (P1: at most 1/3).
 */
export const run = async (): Promise<{ readonly answered: number; readonly handedOver: number }> => {
	const directory = await mkdtemp(join(tmpdir(), 'hilft-cold-'))
	const aws = await startAws()
	try {
		const prepared = await Promise.all(
			VARIANTS.map(async ({ name, entry }, index) => {
				const file = join(directory, `${index}.mjs`)
				return { name, file, size: await bundle(entry, file), results: [] as Result[] }
			}),
		)
		for (let round = 0; round <= ROUNDS; round += 1) {
			for (const { file, results } of prepared) {
				const result = await startFresh(file, aws.port)
				// The first round only fills the file cache.
				if (round > 0) results.push(result)
			}
		}
		const measured = prepared.map(({ name, size, results }) => ({
			name,
			size,
			handedOver: median(results.map((result) => result.handedOver)),
			answered: median(results.map((result) => result.answered)),
		}))
		const whole = measured.at(-1)
		const ours = measured[0]
		if (whole === undefined || ours === undefined) throw new Error('Nothing was measured')
		process.stdout.write(row(['cold intake, median of 15', 'bundle', 'handed over', 'answered', 'ratio']))
		for (const { name, size, handedOver, answered } of measured) {
			const ratio = (answered / whole.answered).toFixed(2)
			process.stdout.write(
				row([
					name,
					`${(size / 1_000).toFixed(0)} kB`,
					`${handedOver.toFixed(1)} ms`,
					`${answered.toFixed(1)} ms`,
					ratio,
				]),
			)
		}
		return { answered: ours.answered / whole.answered, handedOver: ours.handedOver / whole.handedOver }
	} finally {
		await aws.close()
		await rm(directory, { recursive: true, force: true })
	}
}

if (import.meta.main) await run()
