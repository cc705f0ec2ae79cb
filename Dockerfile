# docker build -t minasidor .                      the portal: web (default), worker and migrate
# docker build -t minasidor-sim --target simulators .   BankID and sms simulators and mail sink, never in production
#
# Debian, not Alpine: the packages' binaries are built for glibc.
FROM node:26-trixie-slim AS base
WORKDIR /app
# No install script of a package is needed, and none may run.
ENV npm_config_ignore_scripts=true npm_config_fund=false npm_config_audit=false npm_config_update_notifier=false
COPY package.json package-lock.json .npmrc ./

FROM base AS packages
RUN --mount=type=cache,target=/root/.npm npm ci

FROM packages AS build
COPY nest-cli.json tsconfig.json .swcrc ./
COPY config ./config
COPY src ./src
COPY web ./web
RUN npm run build

# --omit=optional leaves out the embedded Node and PostgreSQL, which are for development only.
FROM base AS production-packages
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --omit=optional

FROM packages AS simulators
COPY simulators ./simulators
RUN install -d -o node -g node /data
USER node
ENTRYPOINT ["node"]
CMD ["simulators/bankid/main.ts"]

FROM node:26-trixie-slim AS portal
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
COPY --from=production-packages /app/node_modules ./node_modules
# Node runs the migrations' TypeScript as it is.
COPY package.json ./
COPY migrations ./migrations
COPY fonts ./fonts
COPY --from=build /app/dist ./dist
COPY --from=build /app/dist-web ./dist-web
USER node
EXPOSE 3000
# Node answers SIGTERM itself: the entry points finish what they have begun. Web: as it is. The others:
#   docker run minasidor dist/src/worker.js
#   docker run minasidor dist/src/migrate.js
ENTRYPOINT ["node", "--enable-source-maps"]
CMD ["dist/src/main.js"]
