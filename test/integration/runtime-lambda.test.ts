import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createLogSink } from '#infra/local/cloud/lambda/log-sink.ts'
import { type LambdaOptions, startLambda } from '#infra/local/cloud/lambda/start-lambda.ts'
import { sampleFunction } from '#test/support/sample-function.ts'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
	for (const stop of stops.splice(0)) await stop()
})

const start = async (
	source: string,
	fn: Parameters<typeof sampleFunction>[2] = {},
	options: Partial<LambdaOptions> = {},
) => {
	const directory = mkdtempSync(join(tmpdir(), 'hilft-logs-'))
	const logs = createLogSink(directory)
	const functions = [await sampleFunction('sample', source, fn)]
	const lambda = startLambda({ functions, proxyPort: 1, practicePort: 1, logs, ...options })
	stops.push(lambda.stop)
	return { ...lambda, logs, directory, invoke: (event: unknown) => lambda.invoke('sample', event) }
}
const payloadOf = (result: Awaited<ReturnType<Awaited<ReturnType<typeof start>>['invoke']>>) => {
	if (!result.ok) throw new Error(`${result.error.errorType}: ${result.error.errorMessage}`)
	return JSON.parse(JSON.stringify(result.payload))
}

describe('an execution environment', () => {
	it('answers with what the handler returns', async () => {
		const { invoke } = await start('export const handler = async (event) => ({ doubled: event.n * 2 })')
		expect(await invoke({ n: 21 })).toEqual({ ok: true, payload: { doubled: 42 } })
	})

	it('answers null when the handler returns nothing', async () => {
		const { invoke } = await start('export const handler = async () => {}')
		expect(await invoke({})).toEqual({ ok: true, payload: null })
	})

	it('sees only the variables of the template and of Lambda itself', async () => {
		process.env.HILFT_LEAK = 'leaked'
		const source =
			'export const handler = async () => ({ env: process.env, argv: process.argv.length, execArgv: process.execArgv })'
		const { invoke } = await start(source, { name: 'IntakeX-9f', environment: { STAGE: 'dev' } })
		const { env, argv } = payloadOf(await invoke({}))
		expect(Object.keys(env).sort()).toEqual(
			`AWS_ACCESS_KEY_ID AWS_DEFAULT_REGION AWS_EXECUTION_ENV AWS_LAMBDA_FUNCTION_MEMORY_SIZE AWS_LAMBDA_FUNCTION_NAME
			AWS_LAMBDA_FUNCTION_VERSION AWS_LAMBDA_INITIALIZATION_TYPE AWS_LAMBDA_LOG_GROUP_NAME AWS_LAMBDA_LOG_STREAM_NAME
			AWS_LAMBDA_RUNTIME_API AWS_REGION AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN LAMBDA_TASK_ROOT LANG PATH STAGE TZ
			_HANDLER _X_AMZN_TRACE_ID`.split(/\s+/),
		)
		expect(env).toMatchObject({ AWS_ACCESS_KEY_ID: 'LOCALINTAKEX9F', AWS_REGION: 'eu-central-1', STAGE: 'dev' })
		expect(argv).toBe(2)
		delete process.env.HILFT_LEAK
	})

	it('gives the handler a context with its request and the time that is left', async () => {
		const { invoke } = await start(
			`export const handler = async (event, context) => {
			const before = context.getRemainingTimeInMillis()
			await new Promise((resolve) => setTimeout(resolve, 60))
			return { ...context, before, after: context.getRemainingTimeInMillis() }
		}`,
			{ timeoutSeconds: 600 },
		)
		const context = payloadOf(await invoke({}))
		expect(context).toMatchObject({ functionName: 'Samplesample', memoryLimitInMB: '256', functionVersion: '$LATEST' })
		expect(context.invokedFunctionArn).toBe('arn:aws:lambda:eu-central-1:000000000000:function:Samplesample')
		expect(context.awsRequestId).toMatch(/^[0-9a-f-]{36}$/)
		expect(context.before).toBeGreaterThan(500_000)
		expect(context.before).toBeLessThanOrEqual(600_000)
		expect(context.before - context.after).toBeGreaterThanOrEqual(55)
	})

	it('tells a handler that asks how far ahead of the wall the time is, invocation by invocation', async () => {
		let ahead = 0
		const source = `import { realClock, systemClock } from '#shared/kernel/clock.ts'
			export const handler = async () => Date.parse(systemClock.now()) - realClock.epochMilliseconds()`
		const { invoke } = await start(source, {}, { ahead: () => ahead })
		const toTheSecond = async () => Math.round(payloadOf(await invoke({})) / 1_000)
		expect(await toTheSecond()).toBeCloseTo(0)
		ahead = 86_400_000
		expect(await toTheSecond()).toBe(86_400)
		ahead += 3_600_000
		expect(await toTheSecond()).toBe(90_000)
	})

	it('tells the error a handler throws by its name and message', async () => {
		const { invoke } = await start("export const handler = async () => { throw new TypeError('no such thing') }")
		expect(await invoke({})).toEqual({ ok: false, error: { errorType: 'TypeError', errorMessage: 'no such thing' } })
	})

	it('kills a handler at its timeout and starts afresh for the next event', async () => {
		const { invoke } = await start(
			'let n = 0; export const handler = async (event) => event.hang ? new Promise(() => setInterval(() => {}, 9)) : ++n',
			{ timeoutSeconds: 1 },
		)
		expect(payloadOf(await invoke({}))).toBe(1)
		const hung = await invoke({ hang: true })
		expect(hung).toMatchObject({ ok: false, error: { errorType: 'Sandbox.Timedout' } })
		const message = hung.ok ? '' : hung.error.errorMessage
		expect(message).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z [0-9a-f-]{36} Task timed out after 1\.00 seconds$/)
		expect(payloadOf(await invoke({}))).toBe(1)
	})

	it('tells an error while the bundle loads, each time anew', async () => {
		const { invoke } = await start("throw new Error('no variable'); export const handler = async () => 1")
		const failure = { ok: false, error: { errorType: 'Error', errorMessage: 'no variable' }, neverStarted: true }
		expect(await invoke({})).toEqual(failure)
		expect(await invoke({})).toEqual(failure)
	})

	it('goes on initialising after the first try is over, within the time of the function, as Lambda tries again', async () => {
		const source = 'await new Promise((resolve) => setTimeout(resolve, 600)); export const handler = async () => 1'
		const { invoke } = await start(source, { timeoutSeconds: 30 }, { initSeconds: 0.1 })
		expect(await invoke({})).toEqual({ ok: true, payload: 1 })
	})

	it('is given up when the time of the function is over too, and the event never started', async () => {
		const source = 'await new Promise(() => setInterval(() => {}, 9)); export const handler = async () => 1'
		const { invoke } = await start(source, { timeoutSeconds: 1 }, { initSeconds: 0.1 })
		expect(await invoke({})).toMatchObject({ neverStarted: true, error: { errorType: 'Sandbox.Timedout' } })
	})

	it('tells that the handler is not exported', async () => {
		const { invoke } = await start('export const other = 1')
		expect(await invoke({})).toMatchObject({ ok: false, error: { errorType: 'Runtime.HandlerNotFound' } })
	})

	it('tells an exit in the middle of an event as Runtime.ExitError', async () => {
		const { invoke } = await start('export const handler = async () => process.exit(3)')
		const result = await invoke({})
		expect(result).toMatchObject({ ok: false, error: { errorType: 'Runtime.ExitError' } })
		expect(result.ok ? '' : result.error.errorMessage).toMatch(
			/^RequestId: \S+ Error: Runtime exited with error: exit status 3$/,
		)
	})

	it('tells a promise nobody waited for', async () => {
		const { invoke } = await start(
			"export const handler = () => { void Promise.reject(new Error('lost')); return new Promise(() => setInterval(() => {}, 9)) }",
		)
		expect(await invoke({})).toEqual({
			ok: false,
			error: { errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: 'lost' },
		})
	})

	it('refuses an event and an answer over 6 MB', async () => {
		const { invoke } = await start("export const handler = async (event) => 'x'.repeat(event.size ?? 0)")
		expect(await invoke({ size: 6_300_000 })).toMatchObject({
			ok: false,
			error: { errorType: 'Function.ResponseSizeTooLarge' },
		})
		expect(await invoke('x'.repeat(6_300_000))).toMatchObject({
			ok: false,
			error: { errorType: 'RequestEntityTooLargeException' },
		})
		expect(await invoke({ size: 5 })).toEqual({ ok: true, payload: 'xxxxx' })
	})

	it('reports what the function prints, by line and in a file', async () => {
		const { invoke, logs, directory } = await start(
			"export const handler = async () => { console.log('SEEN'); console.error('WORSE') }",
		)
		const lines: unknown[] = []
		logs.subscribe((line) => lines.push(line))
		await invoke({})
		await expect.poll(() => lines).toHaveLength(2)
		expect(lines).toEqual(
			expect.arrayContaining([
				{ function: 'sample', line: 'SEEN' },
				{ function: 'sample', line: 'WORSE' },
			]),
		)
		await logs.close()
		expect(readFileSync(join(directory, 'sample.log'), 'utf8').split('\n').sort()).toEqual(['', 'SEEN', 'WORSE'])
	})
})

describe('the environments of a function', () => {
	const counting =
		'let n = 0; export const handler = async (event) => { n += 1; await new Promise((r) => setTimeout(r, event.ms ?? 0)); return { pid: process.pid, n } }'

	it('keep warm between events', async () => {
		const { invoke } = await start(counting)
		const first = payloadOf(await invoke({}))
		expect(payloadOf(await invoke({}))).toEqual({ pid: first.pid, n: 2 })
	})

	it('take one event at a time and become more when all are busy, up to the limit', async () => {
		const { invoke } = await start(counting, {}, { concurrency: 3 })
		const started = performance.now()
		const results = await Promise.all(Array.from({ length: 9 }, () => invoke({ ms: 300 })))
		expect(new Set(results.map((result) => payloadOf(result).pid)).size).toBe(3)
		expect(performance.now() - started).toBeGreaterThan(850)
	})

	it('are reaped after a time without events', async () => {
		const { invoke } = await start(counting, {}, { idleMinutes: 0.002 })
		const { pid } = payloadOf(await invoke({}))
		await expect.poll(() => isAlive(pid)).toBe(false)
		expect(payloadOf(await invoke({})).n).toBe(1)
	})

	it('can be killed in the middle of an event', async () => {
		const { invoke, kill } = await start(counting)
		const { pid } = payloadOf(await invoke({}))
		const running = invoke({ ms: 2_000 })
		expect(kill('sample', 'all')).toBe(1)
		const result = await running
		expect(result.ok ? '' : result.error.errorMessage).toMatch(/Runtime exited with error: signal: killed$/)
		expect(isAlive(pid)).toBe(false)
		expect(payloadOf(await invoke({})).n).toBe(1)
	})

	it('are all gone after stop, and events that wait get an answer', async () => {
		const { invoke, stop } = await start(counting, {}, { concurrency: 1 })
		const { pid } = payloadOf(await invoke({}))
		const results = [invoke({ ms: 5_000 }), invoke({})]
		await stop()
		expect((await Promise.all(results)).map((result) => result.ok)).toEqual([false, false])
		expect(isAlive(pid)).toBe(false)
	})

	it('end by themselves when the runner is killed', async () => {
		const fn = await sampleFunction('orphan', 'export const handler = async () => process.pid')
		const script = `import { startLambda } from './infra/local/cloud/lambda/start-lambda.ts'
			const logs = { write() {}, subscribe: () => () => {}, close: async () => {} }
			const lambda = startLambda({ functions: [${JSON.stringify(fn)}], proxyPort: 1, practicePort: 1, logs })
			console.log((await lambda.invoke('orphan', {})).payload)`
		const runner = spawn(process.execPath, ['--input-type=module', '-e', script], {
			stdio: ['ignore', 'pipe', 'inherit'],
		})
		const pid = await new Promise<number>((resolve) =>
			runner.stdout.once('data', (chunk) => resolve(Number(String(chunk)))),
		)
		expect(isAlive(pid)).toBe(true)
		runner.kill('SIGKILL')
		await expect.poll(() => isAlive(pid)).toBe(false)
	})

	it('cost the runner at most 3 ms of CPU for each warm event', async () => {
		const { invoke } = await start('export const handler = async (event) => event', {}, { concurrency: 1 })
		await invoke({})
		const before = process.cpuUsage()
		for (let n = 0; n < 500; n += 1) await invoke({ n })
		const { user, system } = process.cpuUsage(before)
		expect((user + system) / 1000 / 500).toBeLessThan(3)
	})
})

const isAlive = (pid: number): boolean => {
	try {
		return process.kill(pid, 0)
	} catch {
		return false
	}
}
