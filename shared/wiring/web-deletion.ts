import { handle } from 'hono/aws-lambda'
import { createDeletionApp } from '#shared/erasure/deletion-app.ts'

/** Creates the status page of a person's deletion request. */
export const createWebDeletion = (ports: Parameters<typeof createDeletionApp>[0]) => handle(createDeletionApp(ports))
