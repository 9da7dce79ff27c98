# The system of one machine, as `npm start` runs it. docs/self-hosting.md says how to use it; compose.yaml does.

# The Node.js that package.json pins.
ARG NODE=24.21.0-bookworm-slim

# Builds the web app, with the development dependencies.
FROM docker.io/library/node:${NODE} AS web
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN node web/build.ts

# The final image: production dependencies only. Node.js comes from the base image, so the one of package.json is left out.
FROM docker.io/library/node:${NODE} AS libraries
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts && npm cache clean --force

FROM docker.io/library/node:${NODE}
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=8080 \
    DATA_DIR=/data \
    npm_config_cache=/tmp/npm \
    npm_config_update_notifier=false
WORKDIR /app
COPY --from=libraries /app/node_modules ./node_modules
COPY . .
COPY --from=web /app/web/build ./web/build
# The user may write only to the data and its backups.
RUN mkdir /data /backups && chown node:node /data /backups && chmod 700 /data /backups
USER node
VOLUME /data
# The web app and API; the mailboxes of the demo, if no real Google is configured.
EXPOSE 8080 8081
# Through the front and a function.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
  CMD ["node", "infra/local/health.ts"]
STOPSIGNAL SIGTERM
CMD ["npm", "start"]
