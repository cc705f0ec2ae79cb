import { Module } from '@nestjs/common';
import { OfferterController } from './offerter.controller.js';

/** Offerter are shown and counted; making and accepting them comes with their own step. */
@Module({ controllers: [OfferterController] })
export class OfferterModule {}
